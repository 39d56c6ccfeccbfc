import { topicsHash } from "./cursor.ts";
import type { RingEvent } from "./event-ring.ts";
import type { Piece } from "./frame.ts";
import type { Subscriber } from "./subscriber.ts";
import { matchEvent } from "./topic-set.ts";
import type { TopicSet } from "./topic-set.ts";

/** Most events that a latest topic brings in one tick. */
export const latestMax = 50;

/**
 * All subscribers of one topic set. What the set wants is gathered here once between two ticks, whatever the number of its
 * subscribers.
 */
export class Group {
  readonly set: TopicSet;
  readonly hash: string;
  /** Subscribers that have been sent everything up to flushedSeq. */
  readonly live = new Set<Subscriber>();
  /** All of its subscribers, live or not. */
  subscriberCount = 0;
  /** Everything up to this event was sent to the live ones, as far as the set wants it. */
  flushedSeq: number;
  /** When it last sent something, on the monotonic clock. */
  sentMs = 0;
  readonly #gathered = new Gathered();
  #items = new Map<string, Piece>();
  #metrics: Piece | undefined;
  #channels: Piece | undefined;
  #ledger: Piece | undefined;

  constructor(set: TopicSet, headSeq: number) {
    this.set = set;
    this.hash = topicsHash(set);
    this.flushedSeq = headSeq;
  }

  /** Takes an event if the set wants it; answers whether it does. */
  gather(event: RingEvent): boolean {
    return this.#gathered.add(this.set, event);
  }

  /** Takes the current row of an item; a later one replaces it. */
  gatherItem(sku: string, item: Piece): void {
    this.#items.set(sku, item);
  }

  gatherMetrics(metrics: Piece): void {
    this.#metrics = metrics;
  }

  /** Takes the channels as they are; what came before is worth nothing. */
  gatherChannels(channels: Piece): void {
    this.#channels = channels;
  }

  /** Takes how the books stand; what came before is worth nothing. */
  gatherLedger(ledger: Piece): void {
    this.#ledger = ledger;
  }

  /** What came since the last take. */
  take(): Taken {
    const { events, skippedCount } = this.#gathered.take();
    const taken = {
      events,
      skippedCount,
      items: [...this.#items.values()],
      metrics: this.#metrics,
      channels: this.#channels,
      ledger: this.#ledger,
    };
    if (this.#items.size > 0) this.#items = new Map();
    this.#metrics = undefined;
    this.#channels = undefined;
    this.#ledger = undefined;
    return taken;
  }
}

/** What a set wants of a stretch of the log, in seq order. */
export interface Taken {
  readonly events: readonly RingEvent[];
  readonly skippedCount: number;
  readonly items: readonly Piece[];
  readonly metrics: Piece | undefined;
  readonly channels: Piece | undefined;
  readonly ledger: Piece | undefined;
}

/** Gathers the events that a set wants: all of its feeds, the newest of its latest topics. */
export class Gathered {
  #feed: RingEvent[] = [];
  #latest: RingEvent[] = [];
  #skippedCount = 0;

  add(set: TopicSet, event: RingEvent): boolean {
    const match = matchEvent(set, event.event);
    if (match === "feed") this.#feed.push(event);
    else if (match === "latest") this.#addLatest(event);
    return match !== undefined;
  }

  /** Bytes of the events that would be taken. */
  get feedCount(): number {
    return this.#feed.length;
  }

  take(): { readonly events: readonly RingEvent[]; readonly skippedCount: number } {
    const feed = this.#feed;
    const latest = this.#latest.slice(-latestMax);
    const skippedCount = this.#skippedCount + this.#latest.length - latest.length;
    if (feed.length > 0) this.#feed = [];
    if (this.#latest.length > 0) this.#latest = [];
    this.#skippedCount = 0;
    if (latest.length === 0) return { events: feed, skippedCount };
    if (feed.length === 0) return { events: latest, skippedCount };
    const events = [...feed, ...latest].toSorted((a, b) => a.event.seq - b.event.seq);
    return { events, skippedCount };
  }

  /** Drops old ones in bulk, so that a flood costs no memory. */
  #addLatest(event: RingEvent): void {
    this.#latest.push(event);
    if (this.#latest.length < 8 * latestMax) return;
    this.#skippedCount += this.#latest.length - latestMax;
    this.#latest = this.#latest.slice(-latestMax);
  }
}
