import type { Event } from "../commands/event.ts";
import type { CommittedEvent } from "../storage/storage.ts";
import type { Piece } from "./frame.ts";
import { eventJson } from "./pieces.ts";

/** One event as subscribers get it: encoded when it was committed, printed as JSON when the first asks for that. */
export class RingEvent implements Piece {
  readonly event: Event;
  /** A sluice.log.v1.Event. */
  readonly bytes: Uint8Array;
  #json: string | undefined;

  constructor({ event, bytes }: CommittedEvent) {
    this.event = event;
    this.bytes = bytes;
  }

  json(): string {
    this.#json ??= eventJson(this.bytes);
    return this.#json;
  }
}

/** What an event costs beside its bytes: the decoded one, and the bookkeeping. A measured average. */
const overheadBytes = 1_200;

/**
 * The newest events, bounded in bytes. Every live stream reads from here: a subscriber that keeps up costs no read of the
 * disk, and one that does not waits at its cursor without a queue of its own. Seqs have no gaps, so an event is found by
 * subtraction.
 */
export class EventRing {
  readonly #maxBytes: number;
  #events: (RingEvent | undefined)[] = [];
  /** Index of the oldest event that is kept; the places before it are empty, and dropped in bulk. */
  #start = 0;
  #sizeBytes = 0;
  #headSeq: number;

  /** `headSeq` is the number of the last event before the ring. */
  constructor(maxBytes: number, headSeq: number) {
    this.#maxBytes = maxBytes;
    this.#headSeq = headSeq;
  }

  /** Number of the newest event. */
  get headSeq(): number {
    return this.#headSeq;
  }

  /** Events up to this one are not here any more. */
  get floorSeq(): number {
    return this.#headSeq - (this.#events.length - this.#start);
  }

  /** Adds the next event. */
  push(committed: CommittedEvent): RingEvent {
    const { event, bytes } = committed;
    const added = new RingEvent(committed);
    this.#events.push(added);
    this.#headSeq = event.seq;
    this.#sizeBytes += bytes.length + overheadBytes;
    while (this.#sizeBytes > this.#maxBytes && this.#start < this.#events.length - 1) {
      this.#sizeBytes -= (this.#events[this.#start]?.bytes.length ?? 0) + overheadBytes;
      this.#events[this.#start] = undefined;
      this.#start += 1;
    }
    if (this.#start > 1_024 && this.#start * 2 > this.#events.length) {
      this.#events = this.#events.slice(this.#start);
      this.#start = 0;
    }
    return added;
  }

  /** The event with a number, if it is here. */
  get(seq: number): RingEvent | undefined {
    const index = this.#start + seq - this.floorSeq - 1;
    return index < this.#start ? undefined : this.#events[index];
  }
}
