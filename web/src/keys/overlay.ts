import type { KeyGroup } from "./key-registry.ts";
import { keys } from "./keys.ts";

/** What lies over every page: the palette, or the list of shortcuts as they were when it was asked for. */
export type Overlay =
  | { readonly kind: "none" }
  | { readonly kind: "palette" }
  | { readonly kind: "keys"; readonly groups: readonly KeyGroup[] };

const none: Overlay = { kind: "none" };
const listeners = new Set<() => void>();
let shown: Overlay = none;

/** What lies over the page now. A store for `useSyncExternalStore`. */
export const overlay = {
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  shown: (): Overlay => shown,
  openPalette: (): void => put({ kind: "palette" }),
  /** Lists what holds now: once it is open, its own shortcuts hold. */
  openKeys: (): void => put({ kind: "keys", groups: keys.groups() }),
  close: (): void => put(none),
};

function put(next: Overlay): void {
  shown = next;
  for (const listener of listeners) listener();
}
