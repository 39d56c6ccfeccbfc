import type { Event } from "#gen/sluice/log/v1/event_pb.ts";
import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";
import { millisecondsOf } from "../ui/time-text.ts";

/** One line of the feed of orders. */
export type FeedEntry =
  /** What an order became, and when. */
  | (Placed & { readonly kind: "order"; readonly order: Order })
  /** Here the server left events out: it brings the newest of each tick. */
  | (Placed & { readonly kind: "gap"; readonly count: number });

interface Placed {
  readonly key: string;
  readonly atMs: number;
  /** Tells apart what happened in the same millisecond: the number in the log. */
  readonly rank: number;
}

const entriesMax = 2_000;
/** Trimmed in bulk: moving 2,000 entries for each new one would cost more than the one. */
const trimAt = entriesMax + 500;

/**
 * The newest changes of orders, and each order as it last was. The higher version of an order wins, whatever order things come in.
 */
export class Feed {
  readonly #orders = new Map<string, Order>();
  #entries: FeedEntry[] = [];
  #keys = new Set<string>();
  #addedCount = 0;
  #gapCount = 0;

  /** Takes an event of an order; others, and those that are there already, do nothing. */
  add(event: Event): void {
    if (event.subject.case !== "order") return;
    const order = event.subject.value;
    const key = `${order.orderId}/${order.version}`;
    this.#keep(order);
    if (this.#keys.has(key)) return;
    this.#keys.add(key);
    const atMs = millisecondsOf(event.at ?? order.updatedAt) ?? 0;
    // A row of a snapshot has no number of its own: that of its placing comes near.
    const rank = Number(event.seq === 0n ? order.placedSeq : event.seq);
    this.#insert({ kind: "order", key, atMs, rank, order });
  }

  /** Takes an order as an answer has it: no line of the feed, that is the stream's to bring. */
  learn(order: Order): void {
    this.#keep(order);
    if (this.#orders.size > trimAt) this.#trimOrders();
  }

  /** Notes that events were left out before `next`, or just now; neighbouring gaps become one. */
  skip(count: number, next: Event | undefined, nowMs: number): void {
    const atMs = millisecondsOf(next?.at) ?? nowMs;
    const rank = next === undefined ? Number.POSITIVE_INFINITY : Number(next.seq) - 0.5;
    const last = this.#entries.at(-1);
    if (last?.kind === "gap") {
      this.#entries[this.#entries.length - 1] = { ...last, atMs, rank, count: last.count + count };
      return;
    }
    this.#gapCount += 1;
    this.#insert({ kind: "gap", key: `gap ${this.#gapCount}`, atMs, rank, count });
  }

  clear(): void {
    this.#orders.clear();
    this.#entries = [];
    this.#keys.clear();
  }

  /** An order as it last was, or undefined when it is not held any more. */
  order(orderId: string): Order | undefined {
    return this.#orders.get(orderId);
  }

  /** A copy, oldest first. */
  entries(): readonly FeedEntry[] {
    return this.#entries.slice(-entriesMax);
  }

  /** How many entries were ever added: what a reader holds back is the difference. */
  get addedCount(): number {
    return this.#addedCount;
  }

  #keep(order: Order): void {
    const known = this.#orders.get(order.orderId);
    if (known !== undefined && known.version >= order.version) return;
    // Set anew, so that the order in the map is the order of the last change.
    this.#orders.delete(order.orderId);
    this.#orders.set(order.orderId, order);
  }

  /** Live entries go to the end. Rows of a snapshot come newest first, and find their place by time. */
  #insert(entry: FeedEntry): void {
    this.#addedCount += 1;
    let at = this.#entries.length;
    for (; at > 0; at -= 1) {
      const before = this.#entries[at - 1];
      if (before === undefined || !isAfter(before, entry)) break;
    }
    this.#entries.splice(at, 0, entry);
    if (this.#entries.length > trimAt) this.#trim();
  }

  #trim(): void {
    this.#entries = this.#entries.slice(-entriesMax);
    this.#keys = new Set(this.#entries.map(({ key }) => key));
    this.#trimOrders();
  }

  #trimOrders(): void {
    const surplus = this.#orders.size - entriesMax;
    for (const orderId of [...this.#orders.keys()].slice(0, Math.max(0, surplus))) {
      this.#orders.delete(orderId);
    }
  }
}

function isAfter(left: FeedEntry, right: FeedEntry): boolean {
  return left.atMs === right.atMs ? left.rank > right.rank : left.atMs > right.atMs;
}
