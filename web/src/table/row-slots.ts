/** Rows of the screen by the keys of what they show. */
export type RowSlots = ReadonlyMap<string, number>;

/**
 * Gives each key a row of the screen: the one it has, else one whose key went, else a new one. A list that is renewed as a whole, as the
 * newest orders of a sale are every 2 s, puts new texts into the rows that are there, which costs a third of making them anew. Without
 * `reuse` new keys get new ones.
 */
export function assignSlots(before: RowSlots, keys: readonly string[], reuse: boolean): RowSlots {
  const kept = new Set(keys.map((key) => before.get(key)));
  const free = reuse ? [...before.values()].filter((slot) => !kept.has(slot)).toReversed() : [];
  let next = Math.max(-1, ...before.values()) + 1;
  return new Map(keys.map((key) => [key, before.get(key) ?? free.pop() ?? next++]));
}
