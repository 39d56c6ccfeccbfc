import type { TimerPlan } from "./set-timers.ts";

/** Timers that are set, and due, together. */
const togetherMax = 64;

/**
 * When each of `count` timers is due, counted from the first, ascending: spread evenly, a few together, and a part of them all at one
 * moment in the middle.
 */
export function dueAfterMs(
  { spreadMs, burstShare }: Pick<TimerPlan, "spreadMs" | "burstShare">,
  count: number,
): readonly number[] {
  const burst = Math.floor(count * burstShare);
  const spread = count - burst;
  const times = Array.from({ length: count }, (_, index) => {
    if (index >= spread) return Math.floor(spreadMs / 2);
    const together = index - (index % togetherMax);
    return Math.floor((together / spread) * spreadMs);
  });
  return times.toSorted((a, b) => a - b);
}

/** The times of a list that ascends, each once, with how often it is there. */
export function inGroups(
  timesMs: readonly number[],
): readonly { readonly afterMs: number; readonly count: number }[] {
  const groups = new Map<number, number>();
  for (const timeMs of timesMs) groups.set(timeMs, (groups.get(timeMs) ?? 0) + 1);
  return [...groups].map(([afterMs, count]) => ({ afterMs, count }));
}
