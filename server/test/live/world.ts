import type { Item } from "../../inventory/item.ts";
import type { Order } from "../../orders/order.ts";
import { Hub } from "../../live/hub.ts";
import { channelsPiece, ledgerPiece } from "../../live/pieces.ts";
import type { Sink, Subscriber } from "../../live/subscriber.ts";
import { enterWatch, openWatch, readOn, startOf } from "../../live/watch.ts";
import type { WatchDependencies, WatchPlan, WatchStorage } from "../../live/watch.ts";
import type { Codec, Coding } from "../../live/frame.ts";
import type { CommittedEvent } from "../../storage/storage.ts";
import { soundBooks } from "../payments/some-books.ts";
import { anItem, anOrder, committed, idOf } from "./fake-log.ts";
import { turns } from "./turns.ts";

/** What a commit does: orders something, ends an order, or edits an item. */
export type Operation =
  | { readonly kind: "place"; readonly userId: string; readonly skus: readonly string[] }
  | { readonly kind: "cancel"; readonly order: Order }
  | { readonly kind: "adjust"; readonly sku: string };

export interface WorldOptions {
  readonly ringMaxBytes: number;
  readonly skus: readonly string[];
  /** How many turns of the event loop a read takes. */
  readonly readTurns?: () => number;
  readonly tickMs?: number;
}

/**
 * A log with the rows it leads to, in memory, and the live side over it. Reads see the state of the moment they are asked at, and
 * answer later, as those of the real storage do.
 */
export class World implements WatchStorage {
  readonly events: CommittedEvent[] = [];
  readonly orders = new Map<string, Order>();
  readonly items = new Map<string, Item>();
  readonly metricsHistory: WatchDependencies["metricsHistory"] = () => [];
  readonly channelsNow: WatchDependencies["channelsNow"] = () => channelsPiece([], 0);
  readonly ledgerNow: WatchDependencies["ledgerNow"] = () => ledgerPiece(soundBooks, 0);
  floorSeq = 0;
  logId = idOf(77);
  hub: Hub;
  readonly #options: WorldOptions;

  constructor(options: WorldOptions) {
    this.#options = options;
    for (const sku of options.skus) this.items.set(sku, anItem({ sku }));
    this.hub = this.#newHub();
  }

  get headSeq(): number {
    return this.events.length;
  }

  get storage(): WatchStorage {
    return this;
  }

  /** A new process over the same log: its ring is empty, and it knows no stream. */
  restart(): void {
    this.hub.stop();
    this.hub = this.#newHub();
  }

  /** Forgets the log up to a seq. */
  prune(floorSeq: number): void {
    this.floorSeq = floorSeq;
  }

  commit(operations: readonly Operation[]): void {
    const events: CommittedEvent[] = [];
    const items = new Map<string, Item>();
    for (const operation of operations) {
      const event = this.#apply(operation);
      events.push(event);
      for (const sku of skusOf(operation)) items.set(sku, this.#change(sku));
    }
    this.hub.publish(events, { items });
  }

  /** Opens a stream as the handler does; `fail` hears why it ended, if not by `leave`. */
  watch(
    plan: WatchPlan,
    wire: { readonly sink: Sink; readonly codec: Codec; readonly coding: Coding },
    fail: (error: unknown) => void,
  ): Subscriber {
    const start = startOf(this, plan);
    const subscriber = enterWatch(this, plan, wire, start);
    this.#failures.set(subscriber, fail);
    openWatch(this, plan, subscriber, start).catch(fail);
    return subscriber;
  }

  readonly status: WatchStorage["status"] = () => ({
    headSeq: this.headSeq,
    floorSeq: this.floorSeq,
    logId: this.logId,
    queuedCount: 0,
    diskFreeBytes: 1,
    writable: true,
  });

  readonly getItem: WatchStorage["getItem"] = (sku) => this.#read(this.items.get(sku));

  readonly listItems: WatchStorage["listItems"] = ({ after = "", limit }) => {
    const rows = [...this.items.values()]
      .filter(({ sku }) => sku > after)
      .toSorted((a, b) => (a.sku < b.sku ? -1 : 1));
    const next = rows.length > limit ? rows[limit - 1]?.sku : undefined;
    return this.#read({ rows: rows.slice(0, limit), next });
  };

  readonly listOrders: WatchStorage["listOrders"] = ({ filter, position, limit }) => {
    const rows = [...this.orders.values()]
      .filter(
        ({ orderId, userId, placedSeq }) =>
          orderId === (filter.orderId ?? orderId) &&
          userId === (filter.userId ?? userId) &&
          placedSeq < (position?.placedSeq ?? Number.POSITIVE_INFINITY),
      )
      .toSorted((a, b) => b.placedSeq - a.placedSeq);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const older =
      rows.length > limit && last !== undefined
        ? ({ direction: "older", placedSeq: last.placedSeq } as const)
        : undefined;
    return this.#read({ rows: page, older, newer: undefined });
  };

  /** Nobody pays here. */
  readonly listPayments: WatchStorage["listPayments"] = () =>
    this.#read({ rows: [], next: undefined });

  readonly storedEventsAfter: WatchStorage["storedEventsAfter"] = (seq, limit) => {
    const from = Math.max(seq, this.floorSeq);
    return this.#read(this.events.slice(from, from + limit));
  };

  readonly #failures = new WeakMap<Subscriber, (error: unknown) => void>();

  #newHub(): Hub {
    const hub = new Hub({
      logId: this.logId,
      headSeq: this.headSeq,
      ringMaxBytes: this.#options.ringMaxBytes,
      tickMs: this.#options.tickMs ?? 0,
      heartbeatMs: 50,
      clock: () => 1_800_000_000_000,
    });
    hub.onBehind = (subscriber) => {
      readOn(this, subscriber).then(
        () => hub.resume(subscriber),
        (error: unknown) => this.#failures.get(subscriber)?.(error),
      );
    };
    return hub;
  }

  async #read<T>(answer: T): Promise<T> {
    await turns(this.#options.readTurns?.() ?? 0);
    return answer;
  }

  #apply(operation: Operation): CommittedEvent {
    const seq = this.headSeq + 1;
    const event =
      operation.kind === "adjust"
        ? committed(seq, { kind: "item", item: this.#change(operation.sku) })
        : committed(seq, { kind: "order", order: this.#order(seq, operation) });
    this.events.push(event);
    const { subject } = event.event;
    if (subject.kind === "order") this.orders.set(subject.order.orderId, subject.order);
    return event;
  }

  #order(seq: number, operation: Exclude<Operation, { readonly kind: "adjust" }>): Order {
    if (operation.kind === "cancel") {
      const { order } = operation;
      return { ...order, status: "cancelled", version: order.version + 1 };
    }
    const { userId, skus } = operation;
    return anOrder({ orderId: idOf(seq), placedSeq: seq, userId, skus });
  }

  /** Every change of an item shows in its row. */
  #change(sku: string): Item {
    const item = this.items.get(sku) ?? anItem({ sku });
    const changed = { ...item, sold: item.sold + 1 };
    this.items.set(sku, changed);
    return changed;
  }
}

function skusOf(operation: Operation): readonly string[] {
  if (operation.kind === "adjust") return [operation.sku];
  if (operation.kind === "place") return operation.skus;
  return operation.order.lines.map(({ sku }) => sku);
}
