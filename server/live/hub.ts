import type { CommitChanges, CommittedEvent } from "../storage/storage.ts";
import { itemsByChange } from "./changed-items.ts";
import { formatCursor } from "./cursor.ts";
import { EventRing } from "./event-ring.ts";
import type { Codec, Coding, Frame, Piece } from "./frame.ts";
import { joined, splitFrames } from "./frames.ts";
import { GroupIndex } from "./group-index.ts";
import type { Group } from "./group.ts";
import { heartbeatPiece } from "./pieces.ts";
import { RecentItems } from "./recent-items.ts";
import { SharedStretches } from "./shared-stretches.ts";
import { Subscriber } from "./subscriber.ts";
import type { Sink, Variant } from "./subscriber.ts";
import type { TopicSet } from "./topic-set.ts";

export interface HubOptions {
  /** Names the log in cursors. */
  readonly logId: string;
  /** Number of the last event at start. */
  readonly headSeq: number;
  readonly ringMaxBytes: number;
  /** Shortest time between two frames of a group; 0 sends each commit at once. */
  readonly tickMs: number;
  readonly heartbeatMs: number;
  /** The process clock, for heartbeats. */
  readonly clock: () => number;
  /** Told how long the oldest event of a tick waited from its commit to its write. */
  readonly onFlush?: (waitedMs: number) => void;
}

/** Shortest time between two looks at those who wait: without ticks, one stalled reader would keep the process busy. */
const retryMinMs = 5;

/**
 * Fan-out. The naive way keeps a queue per subscriber and, for each of them, serializes, compresses and envelopes every
 * event, ten async hops each: 29k deliveries a second, 2.4k with gzip (stock, measured). Here each group of equal topic
 * sets gathers what it wants once, a frame is built once a tick and compressed once a coding, and the same bytes are
 * handed to every stream of the group. A stream whose last write was not taken is set aside at its cursor, and is sent
 * a larger frame from the ring when it can take one: it costs a number, and slows nobody.
 */
export class Hub {
  readonly ring: EventRing;
  readonly recentItems = new RecentItems();
  readonly #options: HubOptions;
  readonly #groups = new GroupIndex();
  readonly #dirty = new Set<Group>();
  /** Subscribers that wait for their open write to be taken. */
  readonly #waiting = new Set<Subscriber>();
  readonly #heartbeat: NodeJS.Timeout;
  #timer: NodeJS.Timeout | undefined;
  /** When the timer runs out, on the monotonic clock. */
  #dueMs = 0;
  #immediate: NodeJS.Immediate | undefined;
  #flushedMs = Number.NEGATIVE_INFINITY;
  #oldestMs: number | undefined;
  #subscriberCount = 0;

  constructor(options: HubOptions) {
    this.#options = options;
    this.ring = new EventRing(options.ringMaxBytes, options.headSeq);
    const everyMs = Math.min(1_000, options.heartbeatMs / 4);
    this.#heartbeat = setInterval(() => this.#beat(), everyMs);
    this.#heartbeat.unref();
  }

  get subscriberCount(): number {
    return this.#subscriberCount;
  }

  /** Takes what a batch committed. Call it in commit order, after the batch is durable. */
  publish(events: readonly CommittedEvent[], changes: Pick<CommitChanges, "items">): void {
    const beforeSeq = this.ring.headSeq;
    for (const committed of events) {
      const event = this.ring.push(committed);
      for (const group of this.#groups.wanting(event.event)) {
        if (group.gather(event)) this.#soil(group, beforeSeq);
      }
    }
    for (const { item, seq } of itemsByChange(events, changes)) {
      const piece = this.recentItems.put(item, seq);
      for (const group of this.#groups.wantingItem(item.sku)) {
        group.gatherItem(item.sku, piece);
        this.#soil(group, beforeSeq);
      }
    }
    this.recentItems.trim(this.ring.floorSeq);
    this.#scheduleFlush();
  }

  /** Sends points of metrics to those who want them. */
  publishMetrics(metrics: Piece): void {
    for (const group of this.#groups.wantingMetrics) {
      group.gatherMetrics(metrics);
      this.#soil(group, this.ring.headSeq);
    }
    this.#scheduleFlush();
  }

  /** Sends the payment channels to those who want them; made only when somebody does. */
  publishChannels(make: () => Piece): void {
    this.#offer(this.#groups.wantingChannels, make, (group, piece) => group.gatherChannels(piece));
  }

  /** Sends how the books stand to those who want to know; made only when somebody does. */
  publishLedger(make: () => Piece): void {
    this.#offer(this.#groups.wantingLedger, make, (group, piece) => group.gatherLedger(piece));
  }

  /** Adds a subscriber at a place in the log; it is not live before `resume`. */
  enter(
    set: TopicSet,
    wire: { readonly sink: Sink; readonly codec: Codec; readonly coding: Coding },
    seq: number,
  ): Subscriber {
    this.#subscriberCount += 1;
    return new Subscriber(this.#groups.enter(set, this.ring.headSeq), wire, seq);
  }

  /** Removes a subscriber; more than once does nothing. */
  leave(subscriber: Subscriber): void {
    if (subscriber.closed) return;
    subscriber.closed = true;
    this.#subscriberCount -= 1;
    const { group } = subscriber;
    group.live.delete(subscriber);
    this.#waiting.delete(subscriber);
    this.#groups.leave(group);
    if (group.subscriberCount === 0) this.#dirty.delete(group);
    subscriber.onWritable?.();
  }

  /** Sends what the ring has after the subscriber's place, as it can take it, then makes it live. */
  resume(subscriber: Subscriber, stretches = new SharedStretches()): void {
    this.#waiting.delete(subscriber);
    while (!subscriber.closed && subscriber.seq >= this.ring.floorSeq) {
      if (subscriber.sink.writableLength > 0) return this.#wait(subscriber);
      const { group } = subscriber;
      // What is gathered and not sent yet would come to a new live subscriber although it may be at or below its place.
      if (this.#dirty.delete(group)) this.#flush(group);
      if (subscriber.seq >= group.flushedSeq) {
        group.live.add(subscriber);
        return;
      }
      const bytes = stretches.next(this, subscriber);
      if (bytes !== undefined) subscriber.sink.write(bytes);
    }
    if (!subscriber.closed) this.onBehind(subscriber);
  }

  /** Called with a subscriber that the ring can no longer serve; set by whoever reads the stored log. */
  onBehind: (subscriber: Subscriber) => void = (subscriber) => this.leave(subscriber);

  /** Resolves when the subscriber's open write was taken, or it is closed. */
  async writable(subscriber: Subscriber): Promise<void> {
    // Writes of this turn reach the socket at its end.
    await new Promise((resolve) => void setImmediate(resolve));
    if (subscriber.closed || subscriber.sink.writableLength === 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    subscriber.onWritable = resolve;
    this.#wait(subscriber);
    await promise;
  }

  /** Hands frames to one subscriber. */
  write(subscriber: Subscriber, frames: readonly Frame[]): void {
    subscriber.sink.write(joined(frames, subscriber.codec, subscriber.coding));
  }

  /** The cursor of a group at a place in the log. */
  cursor(group: Group, seq: number): string {
    return formatCursor({ logId: this.#options.logId, topicsHash: group.hash, seq });
  }

  /** A sign of life with the present time and head. */
  heartbeat(): Piece {
    return heartbeatPiece(this.#options.clock(), this.ring.headSeq);
  }

  /** Stops the timers. */
  stop(): void {
    clearInterval(this.#heartbeat);
    clearTimeout(this.#timer);
    clearImmediate(this.#immediate);
  }

  #offer(
    groups: ReadonlySet<Group>,
    make: () => Piece,
    gather: (group: Group, piece: Piece) => void,
  ): void {
    if (groups.size === 0) return;
    const piece = make();
    for (const group of groups) {
      gather(group, piece);
      this.#soil(group, this.ring.headSeq);
    }
    this.#scheduleFlush();
  }

  /** The group has something to send, and wanted nothing up to `cleanSeq` that it has not sent. */
  #soil(group: Group, cleanSeq: number): void {
    if (this.#dirty.has(group)) return;
    this.#dirty.add(group);
    group.flushedSeq = Math.max(group.flushedSeq, cleanSeq);
  }

  #wait(subscriber: Subscriber): void {
    this.#waiting.add(subscriber);
    this.#schedule(0);
  }

  #scheduleFlush(): void {
    if (this.#dirty.size === 0) return;
    this.#oldestMs ??= performance.now();
    this.#schedule(0);
  }

  /**
   * The next tick: at once when the last one is long past, so that an idle system adds no delay. A look at those who wait, at
   * least `leastMs` after the last tick, does not hold up a frame that is due before it.
   */
  #schedule(leastMs: number): void {
    if (this.#immediate !== undefined) return;
    const dueMs = this.#flushedMs + Math.max(leastMs, this.#options.tickMs);
    if (this.#timer !== undefined) {
      if (dueMs >= this.#dueMs) return;
      clearTimeout(this.#timer);
      this.#timer = undefined;
    }
    this.#dueMs = dueMs;
    const delayMs = dueMs - performance.now();
    if (delayMs <= 0) this.#immediate = setImmediate(() => this.#tick());
    else this.#timer = setTimeout(() => this.#tick(), Math.max(1, delayMs));
  }

  #tick(): void {
    this.#timer = undefined;
    this.#immediate = undefined;
    this.#flushedMs = performance.now();
    const oldestMs = this.#oldestMs ?? this.#flushedMs;
    this.#oldestMs = undefined;
    const sent = this.#dirty.size > 0;
    for (const group of this.#dirty) this.#flush(group);
    this.#dirty.clear();
    const stretches = new SharedStretches();
    for (const subscriber of this.#waiting) this.#retry(subscriber, stretches);
    if (this.#waiting.size > 0) this.#schedule(retryMinMs);
    if (sent) this.#options.onFlush?.(performance.now() - oldestMs);
  }

  #retry(subscriber: Subscriber, stretches: SharedStretches): void {
    if (subscriber.sink.writableLength > 0) return;
    this.#waiting.delete(subscriber);
    const { onWritable } = subscriber;
    subscriber.onWritable = undefined;
    if (onWritable === undefined) this.resume(subscriber, stretches);
    else onWritable();
  }

  #flush(group: Group): void {
    const { flushedSeq: fromSeq } = group;
    const headSeq = this.ring.headSeq;
    const frames = splitFrames({ ...group.take(), fromSeq, toSeq: headSeq }, (seq) =>
      this.cursor(group, seq),
    );
    this.#deliver(group, frames, headSeq);
  }

  #deliver(group: Group, frames: readonly Frame[], headSeq: number): void {
    const bytes = new Map<Variant, Buffer>();
    for (const subscriber of group.live) {
      const { sink, variant } = subscriber;
      if (sink.writableLength > 0) {
        // Its last write is still open: from here on it goes by its own cursor.
        group.live.delete(subscriber);
        subscriber.seq = group.flushedSeq;
        this.#waiting.add(subscriber);
        // Not every delivery is part of a tick: nobody else would look after it while nothing happens.
        this.#schedule(retryMinMs);
        continue;
      }
      let shared = bytes.get(variant);
      if (shared === undefined) {
        shared = joined(frames, subscriber.codec, subscriber.coding);
        bytes.set(variant, shared);
      }
      sink.write(shared);
    }
    group.flushedSeq = headSeq;
    group.sentMs = performance.now();
  }

  #beat(): void {
    const nowMs = performance.now();
    for (const group of this.#groups.all) {
      if (nowMs - group.sentMs < this.#options.heartbeatMs || this.#dirty.has(group)) continue;
      const toSeq = this.ring.headSeq;
      const content = { events: [], items: [], heartbeat: this.heartbeat(), fromSeq: toSeq, toSeq };
      this.#deliver(
        group,
        splitFrames(content, (seq) => this.cursor(group, seq)),
        toSeq,
      );
    }
  }
}
