import { useState } from "react";
import { assignSlots } from "./row-slots.ts";
import type { RowSlots } from "./row-slots.ts";

const none: RowSlots = new Map();

/** The rows of the screen for the keys that are drawn. With `reuse` false those whose key went are not used again: one may have the focus. */
export function useRowSlots(keys: readonly string[], reuse: boolean): RowSlots {
  const [last, setLast] = useState(() => ({ keys, slots: assignSlots(none, keys, true) }));
  if (last.keys === keys) return last.slots;
  const slots = assignSlots(last.slots, keys, reuse);
  // Set while rendering: what is given out now is what the next one goes on from.
  setLast({ keys, slots });
  return slots;
}
