import type { Item } from "#gen/sluice/inventory/v1/item_pb.ts";
import type { WatchResponse } from "#gen/sluice/live/v1/live_service_pb.ts";
import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";
import { parseCursor } from "../../live/cursor.ts";

/**
 * What a subscriber knows, kept as the contract asks: the higher version of each order, the later row of each item, the last cursor.
 * It outlives its streams.
 */
export class WatchedState {
  cursor = "";
  readonly orders = new Map<string, Order>();
  readonly items = new Map<string, Item>();
  /** Events since the snapshot, in the order they came. */
  seqs: number[] = [];
  /** Where the snapshot stands: events up to here were in it. */
  sinceSeq: number | undefined;
  skippedCount = 0;
  /** Messages, and snapshots after the first. */
  messageCount = 0;
  resyncCount = 0;
  /** Since it last connected: true once the snapshot is whole, or the cursor was taken. */
  settled = false;

  /** A new stream begins, with the last cursor if there is one. */
  connect(): void {
    this.settled = this.cursor !== "";
    if (!this.settled) this.#forget();
  }

  apply(response: WatchResponse): void {
    this.messageCount += 1;
    if (response.resync !== undefined) {
      this.resyncCount += 1;
      this.settled = false;
      this.#forget();
    }
    for (const { seq, subject } of response.events) {
      if (seq > 0n) this.seqs.push(Number(seq));
      if (subject.case === "order") this.#keep(subject.value);
    }
    for (const item of response.items) this.items.set(item.sku, item);
    this.skippedCount += Number(response.skippedCount);
    if (response.cursor !== "") this.cursor = response.cursor;
    if (response.snapshotDone) {
      this.settled = true;
      this.sinceSeq = parseCursor(response.cursor)?.seq;
    }
  }

  /** How far the log was followed. */
  get atSeq(): number {
    return parseCursor(this.cursor)?.seq ?? -1;
  }

  #keep(order: Order): void {
    const known = this.orders.get(order.orderId);
    if (known === undefined || order.version > known.version) this.orders.set(order.orderId, order);
  }

  /** A snapshot follows: what was held before says nothing any more. */
  #forget(): void {
    this.cursor = "";
    this.orders.clear();
    this.items.clear();
    this.seqs = [];
    this.sinceSeq = undefined;
    this.skippedCount = 0;
  }
}
