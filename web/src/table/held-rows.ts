/** Rows as a reader sees them while they are held. */
export interface HeldRows<Row> {
  readonly rows: readonly Row[];
  /** Rows that came since and are not shown yet. */
  readonly newCount: number;
  /** Keys of rows that are shown and no longer part of the list. */
  readonly gone: ReadonlySet<string>;
}

/**
 * Holds a list as it was when somebody began to read it: rows that are there follow every change in their place, new ones wait, and those
 * that went stay, as they last were.
 */
export function holdRows<Row>(
  frozen: readonly Row[],
  now: readonly Row[],
  keyOf: (row: Row) => string,
): HeldRows<Row> {
  const newest = new Map(now.map((row) => [keyOf(row), row]));
  const shown = new Set(frozen.map(keyOf));
  return {
    rows: frozen.map((row) => newest.get(keyOf(row)) ?? row),
    newCount: now.filter((row) => !shown.has(keyOf(row))).length,
    gone: new Set([...shown].filter((key) => !newest.has(key))),
  };
}
