// Runs before the first paint: the theme that was chosen here, if one was, else the system's. See src/ui/theme.ts.
try {
  const theme = localStorage.getItem("sluice.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage is switched off: the system's theme stands.
}
