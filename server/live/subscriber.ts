import type { Codec, Coding } from "./frame.ts";
import type { Group } from "./group.ts";

/** Where a subscriber's bytes go: an HTTP/2 stream or an HTTP/1.1 response, which both are writable streams. */
export interface Sink {
  readonly write: (bytes: Uint8Array) => unknown;
  /** Bytes handed over that the connection has not taken yet. */
  readonly writableLength: number;
}

/** A form in which frames are written. */
export type Variant = `${Codec} ${Coding}`;

const variants = {
  proto: { identity: "proto identity", gzip: "proto gzip" },
  json: { identity: "json identity", gzip: "json gzip" },
} as const satisfies Record<Codec, Record<Coding, Variant>>;

/**
 * One live stream: a cursor, and where to write. It has no queue. While it keeps up it stands in its group's `live` set and
 * its place is the group's; when it does not, `seq` is where it stands, and it waits until the one write it has open is taken.
 */
export class Subscriber {
  readonly sink: Sink;
  readonly codec: Codec;
  readonly coding: Coding;
  /** Codec and coding as one key, made once and not for each write. */
  readonly variant: Variant;
  readonly group: Group;
  /** The last event that was sent or passed over, while it is not live. */
  seq: number;
  closed = false;
  /** Called once its open write was taken, or it is closed. */
  onWritable: (() => void) | undefined;

  constructor(
    group: Group,
    wire: { readonly sink: Sink; readonly codec: Codec; readonly coding: Coding },
    seq: number,
  ) {
    this.group = group;
    this.sink = wire.sink;
    this.codec = wire.codec;
    this.coding = wire.coding;
    this.variant = variants[wire.codec][wire.coding];
    this.seq = seq;
  }
}
