import type { Item } from "../inventory/item.ts";
import type { Piece } from "./frame.ts";
import { itemPiece } from "./pieces.ts";
import { matchItem } from "./topic-set.ts";
import type { TopicSet } from "./topic-set.ts";

/** The current row of an item, since the event that changed it last. */
export interface RecentItem {
  readonly seq: number;
  readonly piece: Piece;
}

/**
 * The current row of every item that changed within the ring's stretch of the log: what a subscriber that fell behind is sent
 * instead of each change. Sorted by the change, oldest first, so that it is trimmed from the front.
 */
export class RecentItems {
  readonly #items = new Map<string, RecentItem>();

  /** Keeps the row that an item has since `seq`. Call it in the order of `seq`. */
  put(item: Item, seq: number): Piece {
    const piece = itemPiece(item);
    this.#items.delete(item.sku);
    this.#items.set(item.sku, { seq, piece });
    return piece;
  }

  /** Forgets what changed at or before the floor of the ring. */
  trim(floorSeq: number): void {
    for (const [sku, { seq }] of this.#items) {
      if (seq > floorSeq) return;
      this.#items.delete(sku);
    }
  }

  /**
   * Rows that a set wants and that last changed after `fromSeq`, up to `toSeq`, oldest change first. Ends with the event at which
   * they reach `maxBytes`, all of its rows included: `toSeq` of the answer is then that event.
   */
  changedBetween(
    set: TopicSet,
    { fromSeq, toSeq, maxBytes }: { fromSeq: number; toSeq: number; maxBytes: number },
  ): { readonly items: readonly RecentItem[]; readonly toSeq: number } {
    const items: RecentItem[] = [];
    if (set.skus === undefined) return { items, toSeq };
    let sizeBytes = 0;
    let lastSeq = fromSeq;
    for (const [sku, recent] of this.#items) {
      const { seq, piece } = recent;
      if (seq > toSeq) break;
      if (seq <= fromSeq || !matchItem(set, sku)) continue;
      if (sizeBytes >= maxBytes && seq > lastSeq) return { items, toSeq: lastSeq };
      items.push(recent);
      sizeBytes += piece.bytes.length;
      lastSeq = seq;
    }
    return { items, toSeq };
  }
}
