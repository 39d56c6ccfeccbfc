import type { Item } from "#gen/sluice/inventory/v1/item_pb.ts";
import type { RefreshState } from "../refresh/refresh-state.ts";

/** The row of an item that the stream brought. */
export interface LiveItem {
  readonly item: Item;
  /** When it was last known to be so; undefined while the stream is live. */
  readonly asOfMs: number | undefined;
}

/** What is known of an item that is read and streamed: the row of the stream while that is live, and what was read since it broke off. */
export function newestItem(
  read: RefreshState<Item>,
  live: LiveItem | undefined,
  nowMs: number,
): RefreshState<Item> {
  if (read.phase === "denied" || live === undefined) return read;
  const { item, asOfMs } = live;
  const row = { phase: "fresh", data: item, asOfMs: asOfMs ?? nowMs, sinceMs: nowMs } as const;
  if (asOfMs === undefined) return row;
  switch (read.phase) {
    case "loading":
      return row;
    case "fresh":
      // It was read before the stream broke off when `sinceMs` is earlier.
      return read.sinceMs >= asOfMs ? read : row;
    case "stale":
      return read.asOfMs >= asOfMs ? read : { ...read, data: item, asOfMs };
    case "failed":
      return { ...read, phase: "stale", data: item, asOfMs };
  }
}
