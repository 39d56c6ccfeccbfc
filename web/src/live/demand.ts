import type { Item } from "#gen/sluice/inventory/v1/item_pb.ts";
import { RateWindow } from "./rate-window.ts";

/** How an item is asked for, by what its rows showed in the last minute. */
export interface Demand {
  /** Units that orders took, a minute. */
  readonly takenPerMinute: number;
  /** The same less what came back; below 0 when more came back than was taken. */
  readonly netPerMinute: number;
}

const windowMs = 60_000;
const bucketMs = 5_000;
/** Rows that were followed for less time make no rate yet. */
const seenMinMs = 10_000;

interface Seen {
  item: Item;
  readonly taken: RateWindow;
  readonly back: RateWindow;
}

/** Follows the rows of items and tells how fast they go. Keeps two small windows for each item that moved. */
export class DemandMeter {
  readonly #seen = new Map<string, Seen>();
  #sinceMs = Number.POSITIVE_INFINITY;

  /** Begins anew: what changed before the next row of an item, while the page was away, counts for no rate. */
  rebase(atMs: number): void {
    this.#seen.clear();
    this.#sinceMs = atMs;
  }

  /** Takes the next row of an item. */
  record(item: Item, atMs: number): void {
    const seen = this.#seen.get(item.sku);
    if (seen === undefined) {
      const window = (): RateWindow =>
        new RateWindow({ bucketMs, bucketCount: windowMs / bucketMs });
      this.#seen.set(item.sku, { item, taken: window(), back: window() });
      return;
    }
    // Units that an order takes go from available to held or sold; edits by hand move on_hand and neither of the two.
    const moved = Number(item.held + item.sold - seen.item.held - seen.item.sold);
    seen.item = item;
    if (moved > 0) seen.taken.add(moved, atMs);
    if (moved < 0) seen.back.add(-moved, atMs);
  }

  /** Undefined until rows have been followed for long enough. An item without a row stood still. */
  of(sku: string, nowMs: number): Demand | undefined {
    const followedMs = nowMs - this.#sinceMs;
    if (followedMs < seenMinMs) return undefined;
    const perMinute = 60_000 / Math.min(windowMs, followedMs);
    const seen = this.#seen.get(sku);
    const taken = seen?.taken.total(nowMs).sum ?? 0;
    const back = seen?.back.total(nowMs).sum ?? 0;
    return { takenPerMinute: taken * perMinute, netPerMinute: (taken - back) * perMinute };
  }
}

/** Time in ms until nothing is left if the last minute goes on; undefined when it would not end, or there is nothing left. */
export function soldOutInMs(item: Item, demand: Demand | undefined): number | undefined {
  if (demand === undefined || demand.netPerMinute <= 0 || item.available <= 0n) return undefined;
  return (Number(item.available) / demand.netPerMinute) * 60_000;
}
