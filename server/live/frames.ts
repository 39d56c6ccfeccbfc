import { Frame } from "./frame.ts";
import type { Codec, Coding, FrameContent, Piece } from "./frame.ts";
import type { RingEvent } from "./event-ring.ts";

/** Largest message of a stream, before compression, with room for the cursor. One larger event has a frame of its own. */
const frameMaxBytes = 15 * 1024;

/** A stretch of the log for one topic set: everything after `fromSeq` up to `toSeq`. */
export interface Stretch extends Omit<FrameContent, "cursor" | "events"> {
  readonly events: readonly (RingEvent | Piece)[];
  readonly fromSeq: number;
  readonly toSeq: number;
}

/**
 * Frames of bounded size for one stretch. The rows of items go first, under the cursor from before the stretch, and the cursor moves
 * on with the events: wherever the stream breaks, going on from the last cursor misses neither.
 */
export function splitFrames(stretch: Stretch, cursorAt: (seq: number) => string): readonly Frame[] {
  const { fromSeq, toSeq, events, items, ...rest } = stretch;
  const last = cursorAt(toSeq);
  const whole = sizeOf(events) + sizeOf(items) <= frameMaxBytes;
  if (whole) return [new Frame({ ...rest, events, items, cursor: last })];
  const frames = chunks(items).map(
    (chunk) => new Frame({ events: [], items: chunk, cursor: cursorAt(fromSeq) }),
  );
  const eventChunks = chunks(events);
  for (const chunk of eventChunks.slice(0, -1)) {
    const cursor = cursorAt(seqOf(chunk.at(-1)) ?? fromSeq);
    frames.push(new Frame({ events: chunk, items: [], cursor }));
  }
  frames.push(new Frame({ ...rest, events: eventChunks.at(-1) ?? [], items: [], cursor: last }));
  return frames;
}

/** The bytes of several frames as one write. */
export function joined(frames: readonly Frame[], codec: Codec, coding: Coding): Buffer {
  const [first] = frames;
  if (first !== undefined && frames.length === 1) return first.enveloped(codec, coding);
  return Buffer.concat(frames.map((frame) => frame.enveloped(codec, coding)));
}

function seqOf(piece: RingEvent | Piece | undefined): number | undefined {
  return piece !== undefined && "event" in piece ? piece.event.seq : undefined;
}

function sizeOf(pieces: readonly Piece[]): number {
  let sizeBytes = 0;
  for (const { bytes } of pieces) sizeBytes += bytes.length + 3;
  return sizeBytes;
}

function chunks<P extends Piece>(pieces: readonly P[]): readonly (readonly P[])[] {
  const all: P[][] = [];
  let current: P[] = [];
  let sizeBytes = 0;
  for (const piece of pieces) {
    const pieceBytes = piece.bytes.length + 3;
    if (current.length > 0 && sizeBytes + pieceBytes > frameMaxBytes) {
      all.push(current);
      current = [];
      sizeBytes = 0;
    }
    current.push(piece);
    sizeBytes += pieceBytes;
  }
  if (current.length > 0) all.push(current);
  return all;
}
