import type { Item } from "#gen/sluice/inventory/v1/item_pb.ts";
import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";

/** Of an order that was read and the one that the stream brought, the later: each move counts its version up. */
export function newerOrder(read: Order, live: Order | undefined): Order {
  return live !== undefined && live.version > read.version ? live : read;
}

/** When what is compared was true, in ms by the browser's clock. */
export interface RowAges {
  readonly readAtMs: number;
  /** Infinity while the stream is current. */
  readonly liveAsOfMs: number;
}

/**
 * Of an item that was read and the one that the stream brought, the later. Orders move the stock without a new version, so rows of one
 * version are told apart by when they were true.
 */
export function newerItem(read: Item, live: Item | undefined, ages: RowAges): Item {
  if (live === undefined || live.version < read.version) return read;
  if (live.version > read.version) return live;
  return ages.liveAsOfMs >= ages.readAtMs ? live : read;
}

/** The rows, each replaced by what `newer` makes of it; the same list when that is the same for all. */
export function overlay<T>(rows: readonly T[], newer: (row: T) => T): readonly T[] {
  let changed = false;
  const next = rows.map((row) => {
    const later = newer(row);
    changed ||= later !== row;
    return later;
  });
  return changed ? next : rows;
}
