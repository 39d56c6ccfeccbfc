import { gunzipSync } from "node:zlib";
import { fromBinary, fromJsonString } from "@bufbuild/protobuf";
import type { WatchResponse } from "#gen/sluice/live/v1/live_service_pb.ts";
import { WatchResponseSchema } from "#gen/sluice/live/v1/live_service_pb.ts";
import type { Codec } from "../../live/frame.ts";
import type { Sink } from "../../live/subscriber.ts";

/** A stream without a network: what is written is taken at once, or, while blocked, when it is let go. */
export class FakeSink implements Sink {
  /** The buffers as they were written. */
  readonly writes: Uint8Array[] = [];
  blocked = false;
  writableLength = 0;
  /** Bytes of the largest write. */
  largestBytes = 0;
  /** Writes that came while the one before was still open: there may be none. */
  overlapCount = 0;

  write(bytes: Uint8Array): boolean {
    if (this.writableLength > 0) this.overlapCount += 1;
    this.writes.push(bytes);
    this.largestBytes = Math.max(this.largestBytes, bytes.length);
    if (this.blocked) this.writableLength += bytes.length;
    return !this.blocked;
  }

  /** The reader goes on: takes what is open, and all that comes. */
  release(): void {
    this.blocked = false;
    this.writableLength = 0;
  }

  /** All that was written, as messages. */
  responses(codec: Codec = "proto"): readonly WatchResponse[] {
    return decode(Buffer.concat(this.writes), codec).responses;
  }
}

export interface Envelope {
  readonly flags: number;
  readonly data: Buffer;
}

/** The whole envelopes at the front of some bytes, and what is left. */
export function splitEnvelopes(bytes: Buffer): {
  readonly envelopes: readonly Envelope[];
  readonly rest: Buffer;
} {
  const envelopes: Envelope[] = [];
  let at = 0;
  while (at + 5 <= bytes.length) {
    const end = at + 5 + bytes.readUInt32BE(at + 1);
    if (end > bytes.length) break;
    envelopes.push({ flags: bytes[at] ?? 0, data: bytes.subarray(at + 5, end) });
    at = end;
  }
  return { envelopes, rest: bytes.subarray(at) };
}

/** A message of a live stream out of its envelope. */
export function responseOf({ flags, data }: Envelope, codec: Codec): WatchResponse {
  const plain = (flags & 1) === 1 ? gunzipSync(data) : data;
  return codec === "proto"
    ? fromBinary(WatchResponseSchema, plain)
    : fromJsonString(WatchResponseSchema, plain.toString());
}

/** Whole messages, and the bytes that are not one yet. */
export function decode(
  bytes: Buffer,
  codec: Codec,
): { readonly responses: readonly WatchResponse[]; readonly rest: Buffer } {
  const { envelopes, rest } = splitEnvelopes(bytes);
  return { responses: envelopes.map((envelope) => responseOf(envelope, codec)), rest };
}
