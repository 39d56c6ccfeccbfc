import { gzipSync } from "node:zlib";
import { formatCursor } from "../../live/cursor.ts";
import { RingEvent } from "../../live/event-ring.ts";
import { joined, splitFrames } from "../../live/frames.ts";
import { preparedEvents } from "./prepared-events.ts";

/** Frames that the sides other than ours send, over and over. */
export const cycleFrames = 256;
/** Higher than the seqs of a new log, so that they take the bytes that real ones do. */
export const firstSeq = 100_000;
const gzipOptions = { level: 1 };

/** The very envelopes that our side would write for `cycleFrames` frames of so many events each, not compressed. */
export function preparedFrames(eventCount: number): readonly Buffer[] {
  const events = preparedEvents(cycleFrames * eventCount, firstSeq).map(
    (committed) => new RingEvent(committed),
  );
  const logId = "00000000-0000-4000-8000-000000000000";
  const topicsHash = "0123456789abcdef";
  return Array.from({ length: cycleFrames }, (_, index) => {
    const toSeq = firstSeq + (index + 1) * eventCount - 1;
    const frames = splitFrames(
      {
        events: events.slice(index * eventCount, (index + 1) * eventCount),
        items: [],
        fromSeq: toSeq - eventCount,
        toSeq,
      },
      (seq) => formatCursor({ logId, topicsHash, seq }),
    );
    return joined(frames, "proto", "identity");
  });
}

/** An envelope with its message compressed, as a program would that knows nothing but the protocol. */
export function compressed(envelope: Buffer): Buffer {
  const message = gzipSync(envelope.subarray(5), gzipOptions);
  const head = Buffer.alloc(5);
  head[0] = 1;
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]);
}
