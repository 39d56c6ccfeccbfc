import { gunzipSync } from "node:zlib";
import { fromBinary } from "@bufbuild/protobuf";
import type { WatchResponse } from "#gen/sluice/live/v1/live_service_pb.ts";
import { WatchResponseSchema } from "#gen/sluice/live/v1/live_service_pb.ts";

/** What a stream has received so far. */
export interface StreamState {
  /** Envelopes. */
  received: number;
  /** The beginning of an envelope that is not here as a whole. */
  partial: Buffer | undefined;
}

/** What streams are expected to bring. */
export interface Expectation {
  /** Envelopes at the beginning of each stream that are not counted: the snapshot. */
  readonly preludeCount: number;
  /**
   * Set: every stream brings the same frames, of this many events each, compressed or not, each seq once and none left out; from
   * `cycleFrames` on they come again. Unset: streams differ, and events are counted.
   */
  readonly frames?: {
    readonly eventCount: number;
    readonly compressed: boolean;
    /** 0: they never come again. */
    readonly cycleFrames: number;
  };
}

/** What was counted, over all streams. */
export interface Tally {
  envelopes: number;
  bytes: number;
  events: number;
  items: number;
  skipped: number;
  /** Streams that have brought their prelude. */
  ready: number;
  faults: number;
  firstFault: string;
}

export const envelopeBytes = 5;
const ringSize = 1_024;
/** One in this many envelopes of streams that differ is decoded as a whole. */
const sampleEvery = 64;
const contentsMax = 4_096;

interface Reference {
  readonly ordinal: number;
  /** Flags, length and message. */
  readonly envelope: Buffer;
  readonly lastSeq: bigint;
}

interface Content {
  readonly events: number;
  readonly items: number;
  readonly skipped: number;
}

/**
 * Looks at every envelope. Where all streams must bring the same, the first to come is decoded and its seqs are checked, and all others
 * are compared with it byte by byte. Where they differ, their events are counted: a compressed one is inflated once and
 * known again by its checksum.
 */
export class EnvelopeCheck {
  readonly tally: Tally = {
    envelopes: 0,
    bytes: 0,
    events: 0,
    items: 0,
    skipped: 0,
    ready: 0,
    faults: 0,
    firstFault: "",
  };
  readonly #expectation: Expectation;
  readonly #references: (Reference | undefined)[] = Array.from({ length: ringSize });
  readonly #contents = new Map<string, Content>();

  constructor(expectation: Expectation) {
    this.#expectation = expectation;
  }

  /** Takes one envelope: `bytes` from `start` to `end`, with its head. */
  take(stream: StreamState, bytes: Buffer, start: number, end: number): void {
    const { preludeCount, frames } = this.#expectation;
    const ordinal = stream.received - preludeCount;
    stream.received += 1;
    if (ordinal + 1 === 0) this.tally.ready += 1;
    if (ordinal < 0) return;
    this.tally.envelopes += 1;
    this.tally.bytes += end - start;
    if (frames === undefined) {
      this.#count(bytes, start, end);
      return;
    }
    this.tally.events += frames.eventCount;
    const reference = this.#references[ordinal % ringSize];
    if (reference?.ordinal !== ordinal) this.#refer(ordinal, bytes.subarray(start, end), frames);
    else if (reference.envelope.compare(bytes, start, end) !== 0)
      this.#fault("two streams brought different bytes in the same place");
  }

  /** The first to come in its place: decoded, and followed from the one before it. */
  #refer(
    ordinal: number,
    envelope: Buffer,
    { eventCount, compressed, cycleFrames }: NonNullable<Expectation["frames"]>,
  ): void {
    if ((envelope[0] === 1) !== compressed) this.#fault(`the flags are ${envelope[0]}`);
    const { events } = decode(envelope);
    const restarts = ordinal === 0 || (cycleFrames > 0 && ordinal % cycleFrames === 0);
    const before = restarts ? undefined : this.#references[(ordinal - 1) % ringSize];
    let lastSeq = before?.lastSeq ?? (events[0]?.seq ?? 0n) - 1n;
    for (const { seq } of events) {
      if (seq !== lastSeq + 1n) this.#fault(`event ${seq} follows event ${lastSeq}`);
      lastSeq = seq;
    }
    if (events.length !== eventCount) this.#fault(`a frame has ${events.length} events`);
    this.#references[ordinal % ringSize] = { ordinal, envelope: Buffer.from(envelope), lastSeq };
  }

  #count(bytes: Buffer, start: number, end: number): void {
    const content =
      bytes[start] === 1
        ? this.#inflated(bytes, start, end)
        : walk(bytes, start + envelopeBytes, end);
    this.tally.events += content.events;
    this.tally.items += content.items;
    this.tally.skipped += content.skipped;
    if (this.tally.envelopes % sampleEvery !== 0) return;
    const { events, items } = decode(bytes.subarray(start, end));
    if (events.length !== content.events || items.length !== content.items)
      this.#fault("a frame does not decode to what was counted");
  }

  #inflated(bytes: Buffer, start: number, end: number): Content {
    const key = bytes.toString("latin1", end - 8, end);
    let content = this.#contents.get(key);
    if (content === undefined) {
      const plain = gunzipSync(bytes.subarray(start + envelopeBytes, end));
      content = walk(plain, 0, plain.length);
      if (this.#contents.size >= contentsMax) this.#contents.clear();
      this.#contents.set(key, content);
    }
    return content;
  }

  #fault(what: string): void {
    this.tally.faults += 1;
    if (this.tally.faults === 1) this.tally.firstFault = what;
  }
}

function decode(envelope: Buffer): WatchResponse {
  const message = envelope.subarray(envelopeBytes);
  return fromBinary(WatchResponseSchema, envelope[0] === 1 ? gunzipSync(message) : message);
}

/** Counts the fields of a WatchResponse without decoding what is in them. */
function walk(bytes: Buffer, start: number, end: number): Content {
  let events = 0;
  let items = 0;
  let skipped = 0;
  let at = start;
  const varint = (): number => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = bytes[at] ?? 0;
      at += 1;
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  };
  while (at < end) {
    const tag = varint();
    const value = varint();
    if ((tag & 7) === 2) at += value;
    if (tag === 10) events += 1;
    else if (tag === 66) items += 1;
    else if (tag === 32) skipped += value;
  }
  return { events, items, skipped };
}
