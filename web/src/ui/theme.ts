export type Theme = "light" | "dark" | "system";

/** web/public/theme.js reads the same key before the first paint. */
const storageKey = "sluice.theme";

/** The theme that was chosen in this browser; "system" when none was. */
export function chosenTheme(): Theme {
  const { theme } = document.documentElement.dataset;
  return theme === "light" || theme === "dark" ? theme : "system";
}

/** Shows a theme now and at the next visit. Without storage it lasts as long as the page. */
export function chooseTheme(theme: Theme): void {
  const { dataset } = document.documentElement;
  if (theme === "system") delete dataset["theme"];
  else dataset["theme"] = theme;
  try {
    if (theme === "system") localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, theme);
  } catch {
    // Storage is switched off or full: nothing else depends on it.
  }
}
