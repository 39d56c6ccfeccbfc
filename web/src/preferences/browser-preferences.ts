import { PreferenceStore } from "./preference-store.ts";
import { preferencesKey } from "./preferences.ts";
import type { Preferences } from "./preferences.ts";

/** The preferences of this browser, as every part of the page reads them. */
export const preferences = new PreferenceStore({ storage: () => localStorage, apply });

addEventListener("storage", ({ key }) => {
  // A key of null: another tab cleared everything.
  if (key === preferencesKey || key === null) preferences.reread();
});

/** web/public/before-paint.js does the same before the first paint. The language shows when its words are here. */
function apply({ theme, density }: Preferences): void {
  const { dataset } = document.documentElement;
  setOrDelete(dataset, "theme", theme === "system" ? undefined : theme);
  setOrDelete(dataset, "density", density === "comfortable" ? undefined : density);
}

function setOrDelete(dataset: DOMStringMap, name: string, value: string | undefined): void {
  if (value === undefined) delete dataset[name];
  else dataset[name] = value;
}
