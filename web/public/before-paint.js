// Runs before the first paint: what was chosen here is there at once. See src/preferences/preferences.ts.
const html = document.documentElement;
let chosen = {};
try {
  chosen = JSON.parse(localStorage.getItem("sluice.preferences")) ?? {};
} catch {
  // Storage is switched off, or holds something else: the defaults stand.
}
if (chosen.theme === "light" || chosen.theme === "dark") html.dataset.theme = chosen.theme;
if (chosen.density === "dense") html.dataset.density = chosen.density;

// Files that this visit needs, and others do not, begin to load with the scripts that will ask for them. See vite.config.ts.
const system = navigator.languages.find((tag) => /^(en|zh)\b/i.test(tag)) ?? "en";
const language = chosen.language ?? system.slice(0, 2).toLowerCase();
const isLive = location.pathname === "/";
begin(isLive ? "live-page" : "other-pages");
if (language === "zh") begin("chinese");
if (language === "zh" && isLive) begin("live-chinese");

function begin(name) {
  const files = document.querySelector(`meta[name="${name}"]`)?.content ?? "";
  for (const href of files.split(" ").filter((file) => file !== "")) {
    const link = document.createElement("link");
    // As Vite asks for them: a preload in another credentials mode counts for nothing.
    if (href.endsWith(".css"))
      Object.assign(link, { rel: "preload", as: "style", crossOrigin: "" });
    else link.rel = "modulepreload";
    link.href = href;
    document.head.append(link);
  }
}
