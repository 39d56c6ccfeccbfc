import { useSyncExternalStore } from "react";
import { preferences } from "./browser-preferences.ts";
import type { Preferences } from "./preferences.ts";

/** What the reader chose, now and whenever it changes. `preferences.choose` changes it. */
export function usePreferences(): Preferences {
  return useSyncExternalStore(preferences.subscribe, preferences.state);
}
