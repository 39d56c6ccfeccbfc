import { useEffect, useRef, useState } from "react";
import type { RefObject } from "react";
import { moveActive, noRow, settleActive } from "./roving.ts";
import type { ActiveRow, Move } from "./roving.ts";

/** The row that has the focus or would get it. */
export interface ActiveRowHandle {
  readonly active: ActiveRow;
  /** Moves the focus, from outside of the list to the active row. */
  readonly move: (move: Move) => void;
  /** Takes note of the row that the focus is in. */
  readonly activate: (key: string) => void;
}

/**
 * One row of a list can be reached with Tab, and keys move from there. The row stays the same whatever comes before it. `inside` tells
 * whether the focus is in the list.
 */
export function useActiveRow(
  body: RefObject<HTMLTableSectionElement | null>,
  keys: readonly string[],
  inside: boolean,
): ActiveRowHandle {
  const [chosen, setChosen] = useState<ActiveRow>(noRow);
  const [wanted, setWanted] = useState<{ readonly key: string | undefined }>();
  const active = settleActive(keys, chosen);
  // Kept, so that it is known where a row was when it goes.
  if (active !== chosen) setChosen(active);
  useEffect(() => {
    if (wanted?.key !== undefined && body.current) rowElement(body.current, wanted.key)?.focus();
  }, [wanted, body]);
  useFocusKept(body, active.key, inside);
  return {
    active,
    move: (move) => {
      const next = moveActive(keys, active, move, inside);
      setChosen(next);
      setWanted({ key: next.key });
    },
    activate: (key) => {
      if (key !== active.key) setChosen({ key, index: keys.indexOf(key) });
    },
  };
}

/** When the row with the focus goes, the one in its place gets it. The browser gives it to nobody, and tells nobody. */
function useFocusKept(
  body: RefObject<HTMLTableSectionElement | null>,
  key: string | undefined,
  inside: boolean,
): void {
  const last = useRef(key);
  useEffect(() => {
    const went = last.current !== key && inside && document.activeElement === document.body;
    last.current = key;
    if (went && key !== undefined && body.current) rowElement(body.current, key)?.focus();
  }, [key, inside, body]);
}

function rowElement(list: HTMLElement, key: string): HTMLElement | null {
  return list.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
}
