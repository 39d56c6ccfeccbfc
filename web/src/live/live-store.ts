import type { Item } from "#gen/sluice/inventory/v1/item_pb.ts";
import type { WatchResponse } from "#gen/sluice/live/v1/live_service_pb.ts";
import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";
import type { LedgerStatus } from "#gen/sluice/payments/v1/ledger_pb.ts";
import { millisecondsOf } from "../ui/time-text.ts";
import { anyChange, changesOf } from "./changes.ts";
import type { Changes } from "./changes.ts";
import { DemandMeter } from "./demand.ts";
import type { Demand } from "./demand.ts";
import { Feed } from "./feed.ts";
import type { FeedEntry } from "./feed.ts";
import { addPoints } from "./metrics-ring.ts";
import type { TimedPoint } from "./metrics-ring.ts";
import { RateWindow } from "./rate-window.ts";
import { ServerClock } from "./server-clock.ts";

/** What a live page shows. Parts that did not change are the same objects as before. */
export interface LiveView {
  /** Newest changes of orders, oldest first. */
  readonly feed: readonly FeedEntry[];
  readonly feedAddedCount: number;
  /** Rows of items, by SKU. */
  readonly items: readonly Item[];
  /** False when there are more items than are kept. */
  readonly itemsComplete: boolean;
  /** How often an answer brought a row before the stream did: it is to be shown at once. */
  readonly learnedCount: number;
  readonly points: readonly TimedPoint[];
  /** How the books stood when it was told last; undefined until it was. */
  readonly ledger: LedgerStatus | undefined;
  /** True once everything that was there at first is here. */
  readonly whole: boolean;
  readonly wire: WireFigures;
}

/** How the stream runs. */
export interface WireFigures {
  /** Mean of the last 5 s. */
  readonly eventsPerSecond: number;
  /** From the server's decision to this page, mean of the last 5 s, beyond the fastest message of this stream; undefined without any. */
  readonly lagMs: number | undefined;
  /** Since the page was opened. */
  readonly wireBytes: number;
  readonly inflatedBytes: number;
  /** Events that the server left out, since the page was opened. */
  readonly skippedCount: number;
  /** How far the server's clock is ahead. */
  readonly clockAheadMs: number;
}

export interface LiveStoreOptions {
  readonly wallMs: () => number;
  /** Calls back soon, once: many changes become one notification. */
  readonly scheduleFlush: (flush: () => void) => void;
}

const itemsMax = 20_000;
const fiveSeconds = { bucketMs: 500, bucketCount: 10 };

/**
 * What the stream brought, by key, outside of React. Frames change it in place, as many as come; readers see views that are made
 * at most once per flush. A store for `useSyncExternalStore`.
 */
export class LiveStore {
  readonly #options: LiveStoreOptions;
  readonly #listeners = new Set<() => void>();
  readonly #changeListeners = new Set<(changes: Changes) => void>();
  readonly #feed = new Feed();
  readonly #items = new Map<string, Item>();
  readonly #demand = new DemandMeter();
  readonly #clock = new ServerClock();
  readonly #events = new RateWindow(fiveSeconds);
  readonly #lags = new RateWindow(fiveSeconds);
  #points: readonly TimedPoint[] = [];
  #ledger: LedgerStatus | undefined;
  #itemsComplete = true;
  #whole = false;
  #learnedCount = 0;
  #wireBytes = 0;
  #inflatedBytes = 0;
  #skippedCount = 0;
  #scheduled = false;
  readonly #dirty = { feed: false, items: false };
  #view: LiveView;

  constructor(options: LiveStoreOptions) {
    this.#options = options;
    this.#view = {
      feed: [],
      feedAddedCount: 0,
      items: [],
      itemsComplete: true,
      learnedCount: 0,
      points: [],
      ledger: undefined,
      whole: false,
      wire: this.#wireFigures(),
    };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Calls back with what each frame changes; not with what a snapshot brings. Answers how to end it. */
  readonly onChanges = (listener: (changes: Changes) => void): (() => void) => {
    this.#changeListeners.add(listener);
    return () => this.#changeListeners.delete(listener);
  };

  readonly view = (): LiveView => this.#view;

  /** A call began: it may be another server, and what happened in between counts for no rate. `fresh`: drop what is held. */
  begin(fresh: boolean): void {
    this.#clock.reset();
    this.#demand.rebase(this.#options.wallMs());
    if (!fresh) return;
    this.drop();
    this.#tell(anyChange);
  }

  /** Drops all that is held: it is not ours to see, or a snapshot follows. */
  drop(): void {
    this.#feed.clear();
    this.#items.clear();
    this.#points = [];
    this.#ledger = undefined;
    this.#itemsComplete = true;
    this.#whole = false;
    this.#dirty.feed = true;
    this.#dirty.items = true;
    this.#schedule();
  }

  /** Takes a frame that came just now. */
  apply(frame: WatchResponse): void {
    const atMs = this.#options.wallMs();
    this.#applyClock(frame, atMs);
    if (frame.skippedCount > 0n) this.#applySkipped(frame, atMs);
    if (frame.events.length > 0) this.#applyEvents(frame, atMs);
    if (frame.items.length > 0) this.#applyItems(frame.items, atMs);
    if (frame.metrics) this.#points = addPoints(this.#points, frame.metrics.points);
    this.#ledger = frame.ledger ?? this.#ledger;
    this.#schedule();
    this.#tell(changesOf(frame, this.#whole));
    // A stream that goes on has its snapshot behind it.
    this.#whole = this.#whole || frame.snapshotDone;
  }

  /**
   * Takes the row in the answer to an edit, and shows it at once: who made it need not wait for the stream. Orders do not move a version,
   * so an answer with a version that is not known yet is newer than the row that is.
   */
  learnItem(item: Item): void {
    if ((this.#items.get(item.sku)?.version ?? 0n) >= item.version) return;
    this.#applyItems([item], this.#options.wallMs());
    this.#learnedCount += 1;
    this.#flush();
    this.#tell({ any: false, orders: [], items: [item] });
  }

  /** Takes the order in the answer to an action, and shows it at once, wherever it is shown. */
  learnOrder(order: Order): void {
    this.#feed.learn(order);
    this.#dirty.feed = true;
    this.#flush();
  }

  /** Counts bytes that passed, as they came and inflated. */
  readonly countBytes = (wireBytes: number, inflatedBytes: number): void => {
    this.#wireBytes += wireBytes;
    this.#inflatedBytes += inflatedBytes;
  };

  /** An order as it last was; undefined when it is not held any more. */
  order(orderId: string): Order | undefined {
    return this.#feed.order(orderId);
  }

  /** An item as it last was; undefined when it is not held. */
  item(sku: string): Item | undefined {
    return this.#items.get(sku);
  }

  /** How fast an item goes now; undefined when it was not seen long enough. */
  demand(sku: string): Demand | undefined {
    return this.#demand.of(sku, this.#options.wallMs());
  }

  #applyClock({ heartbeat, metrics }: WatchResponse, atMs: number): void {
    const beatMs = millisecondsOf(heartbeat?.at);
    if (beatMs !== undefined) this.#clock.learn(beatMs, atMs);
    // A single point has just been taken; the first message is a history.
    const [point] = metrics?.points ?? [];
    const pointMs = millisecondsOf(point?.at);
    if (metrics?.points.length === 1 && pointMs !== undefined) this.#clock.learn(pointMs, atMs);
  }

  /** What was left out is older than the events that came with it. */
  #applySkipped({ skippedCount, events }: WatchResponse, atMs: number): void {
    const count = Number(skippedCount);
    this.#skippedCount += count;
    this.#events.add(count, atMs);
    this.#feed.skip(count, events[0], atMs + this.#clock.aheadMs);
    this.#dirty.feed = true;
  }

  #applyEvents({ events }: WatchResponse, atMs: number): void {
    for (const event of events) {
      this.#feed.add(event);
      // Rows of a snapshot have no seq: they are no events of now.
      if (event.seq === 0n) continue;
      this.#events.add(1, atMs);
      const lagMs = this.#clock.lagMs(millisecondsOf(event.at) ?? 0, atMs);
      if (lagMs !== undefined) this.#lags.add(lagMs, atMs);
    }
    this.#dirty.feed = true;
  }

  #applyItems(items: readonly Item[], atMs: number): void {
    for (const item of items) {
      const known = this.#items.get(item.sku);
      if (known === undefined && this.#items.size >= itemsMax) {
        this.#itemsComplete = false;
        continue;
      }
      // It was on its way when the answer to an edit came.
      if (known !== undefined && known.version > item.version) continue;
      this.#items.set(item.sku, item);
      this.#demand.record(item, atMs);
    }
    this.#dirty.items = true;
  }

  #tell(changes: Changes | undefined): void {
    if (changes === undefined) return;
    for (const listener of this.#changeListeners) listener(changes);
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#options.scheduleFlush(() => this.#flush());
  }

  #flush(): void {
    this.#scheduled = false;
    const { feed, items } = this.#dirty;
    this.#view = {
      feed: feed ? this.#feed.entries() : this.#view.feed,
      feedAddedCount: this.#feed.addedCount,
      items: items ? sortedBySku(this.#items) : this.#view.items,
      itemsComplete: this.#itemsComplete,
      learnedCount: this.#learnedCount,
      points: this.#points,
      ledger: this.#ledger,
      whole: this.#whole,
      wire: this.#wireFigures(),
    };
    Object.assign(this.#dirty, { feed: false, items: false });
    for (const listener of this.#listeners) listener();
  }

  #wireFigures(): WireFigures {
    const nowMs = this.#options.wallMs();
    const lags = this.#lags.total(nowMs);
    return {
      eventsPerSecond: this.#events.total(nowMs).sum / 5,
      lagMs: lags.count === 0 ? undefined : lags.sum / lags.count,
      wireBytes: this.#wireBytes,
      inflatedBytes: this.#inflatedBytes,
      skippedCount: this.#skippedCount,
      clockAheadMs: this.#clock.aheadMs,
    };
  }
}

function sortedBySku(items: ReadonlyMap<string, Item>): readonly Item[] {
  return [...items.values()].toSorted((left, right) => (left.sku < right.sku ? -1 : 1));
}
