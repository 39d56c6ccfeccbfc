// Runs before the first paint: what was chosen here is there at once. See src/preferences/preferences.ts.
try {
  const chosen = JSON.parse(localStorage.getItem("sluice.preferences") ?? "{}");
  const html = document.documentElement;
  if (chosen.theme === "light" || chosen.theme === "dark") html.dataset.theme = chosen.theme;
  if (chosen.density === "dense") html.dataset.density = chosen.density;
} catch {
  // Storage is switched off, or holds something else: the defaults stand.
}
// The Live page is a chunk of its own: begun with the scripts that will ask for it, and only where it is shown.
const page = document.querySelector('meta[name="live-page"]')?.content ?? "";
for (const href of location.pathname === "/" ? page.split(" ") : []) {
  const link = document.createElement("link");
  // As Vite asks for them: a preload in another credentials mode counts for nothing.
  if (href.endsWith(".css")) Object.assign(link, { rel: "preload", as: "style", crossOrigin: "" });
  else link.rel = "modulepreload";
  link.href = href;
  document.head.append(link);
}
