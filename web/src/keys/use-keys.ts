import { createContext, useContext, useEffect, useRef } from "react";
import type { RefObject } from "react";
import type { KeyBinding } from "./key-registry.ts";
import { keys } from "./keys.ts";

/** Shortcuts by their keys: "j", "Shift+x", "Mod+k", or a sequence, "g o". */
export type KeyMap = Readonly<
  Record<string, { readonly label: string; readonly run: () => void } | undefined>
>;

/** How many dialogs the component stands in. Set by dialogs. */
export const KeyLayer = createContext(0);

/**
 * Registers shortcuts as long as the component is there. `scope` titles them in the list of shortcuts. With `within` they hold only while
 * the focus is in that element. An undefined entry is not registered. Keys that are typed into a field are never taken, except Escape
 * and those with Mod.
 */
export function useKeys(
  map: KeyMap,
  options: { readonly scope: string; readonly within?: RefObject<HTMLElement | null> },
): void {
  const { scope, within } = options;
  const layer = useContext(KeyLayer);
  const latest = useRef({ map, scope });
  useEffect(() => {
    latest.current = { map, scope };
  });
  const names = namesOf(map).join("\n");
  useEffect(() => {
    if (names === "") return;
    return keys.add({
      layer,
      scope: () => latest.current.scope,
      bindings: () => bindingsOf(latest.current.map),
      ...(within && {
        within: (target) => target instanceof Node && within.current?.contains(target) === true,
      }),
    });
  }, [layer, names, within]);
}

function namesOf(map: KeyMap): readonly string[] {
  return Object.keys(map).filter((name) => map[name] !== undefined);
}

function bindingsOf(map: KeyMap): readonly KeyBinding[] {
  return Object.entries(map).flatMap(([name, entry]) => (entry ? [{ keys: name, ...entry }] : []));
}
