/** The row that has the focus, or would get it: by its key, and where it was last, should it go away. */
export interface ActiveRow {
  readonly key: string | undefined;
  readonly index: number;
}

export type Move = "next" | "previous" | "first" | "last";

/** No row yet: the first one gets the focus. */
export const noRow: ActiveRow = { key: undefined, index: 0 };

/** The active row in a list that may have changed: the same row wherever it is now, else the one in its place. */
export function settleActive(keys: readonly string[], active: ActiveRow): ActiveRow {
  const found = active.key === undefined ? -1 : keys.indexOf(active.key);
  const index = found >= 0 ? found : Math.min(active.index, Math.max(0, keys.length - 1));
  const key = keys[index];
  return key === active.key && index === active.index ? active : { key, index };
}

/** The row a key leads to. From outside of the list the first move leads to the active row itself. */
export function moveActive(
  keys: readonly string[],
  active: ActiveRow,
  move: Move,
  inside: boolean,
): ActiveRow {
  const { index } = settleActive(keys, active);
  const last = Math.max(0, keys.length - 1);
  const target = {
    next: inside ? index + 1 : index,
    previous: inside ? index - 1 : index,
    first: 0,
    last,
  };
  const to = Math.min(last, Math.max(0, target[move]));
  return { key: keys[to], index: to };
}
