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
