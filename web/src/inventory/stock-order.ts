import type { BoardRow } from "./board-state.ts";
import type { StockSort } from "./stock-filter.ts";

/** Rows in an order that is asked for; rows that are alike stand by SKU. */
export function sortStock(rows: readonly BoardRow[], sort: StockSort): readonly BoardRow[] {
  const key = keys[sort];
  const keyed = rows.map((row) => ({ row, key: key(row) }));
  const sorted = keyed.toSorted((left, right) => {
    if (left.key !== right.key) return left.key - right.key;
    return left.row.item.sku < right.row.item.sku ? -1 : 1;
  });
  return sorted.map(({ row }) => row);
}

/** Smallest first. */
const keys: Readonly<Record<StockSort, (row: BoardRow) => number>> = {
  attention: ({ rank }) => rank,
  sku: () => 0,
  left: ({ item }) => Number(item.available),
  demand: ({ demand }) => -(demand?.takenPerMinute ?? 0),
  sold: ({ item }) => -Number(item.sold),
};

export interface HeldOrder {
  readonly rows: readonly BoardRow[];
  /** Rows that stand elsewhere than they would. */
  readonly movedCount: number;
}

/**
 * Rows in the order in which they were shown, so that what is read does not move. Those that came since stand where they belong
 * relative to the row before them.
 */
export function holdOrder(shown: readonly string[], sorted: readonly BoardRow[]): HeldOrder {
  const place = new Map(shown.map((sku, index) => [sku, index]));
  const known = sorted.filter(({ item }) => place.has(item.sku));
  const held = known.toSorted(
    (left, right) => (place.get(left.item.sku) ?? 0) - (place.get(right.item.sku) ?? 0),
  );
  const movedCount = held.filter((row, index) => row !== known[index]).length;
  return { rows: withNewcomers(held, sorted, place), movedCount };
}

function withNewcomers(
  held: readonly BoardRow[],
  sorted: readonly BoardRow[],
  place: ReadonlyMap<string, number>,
): readonly BoardRow[] {
  const after = new Map<string, BoardRow[]>();
  let anchor = "";
  for (const row of sorted) {
    if (place.has(row.item.sku)) anchor = row.item.sku;
    else after.set(anchor, [...(after.get(anchor) ?? []), row]);
  }
  return [
    ...(after.get("") ?? []),
    ...held.flatMap((row) => [row, ...(after.get(row.item.sku) ?? [])]),
  ];
}
