import type { Item } from "../inventory/item.ts";
import type { Piece } from "./frame.ts";
import { itemPiece } from "./pieces.ts";
import { matchItem } from "./topic-set.ts";
import type { TopicSet } from "./topic-set.ts";

interface Recent {
  readonly seq: number;
  readonly piece: Piece;
}

/**
 * The current row of every item that changed within the ring's stretch of the log: what a subscriber that fell behind is sent
 * instead of each change. Sorted by the change, oldest first, so that it is trimmed from the front.
 */
export class RecentItems {
  readonly #items = new Map<string, Recent>();

  /** Keeps the row that an item has since `seq`. */
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

  /** Rows that a set wants and that last changed after `fromSeq`, up to `toSeq`. */
  changedBetween(set: TopicSet, fromSeq: number, toSeq: number): readonly Piece[] {
    if (set.skus === undefined) return [];
    const pieces: Piece[] = [];
    for (const [sku, recent] of this.#items) {
      if (recent.seq > toSeq) break;
      if (recent.seq > fromSeq && matchItem(set, sku)) pieces.push(recent.piece);
    }
    return pieces;
  }
}
