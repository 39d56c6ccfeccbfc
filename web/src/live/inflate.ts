import { EnvelopeSplitter, EnvelopeTooLarge, compressedFlag, envelopeBytes } from "./envelope.ts";
import type { Envelope } from "./envelope.ts";

/** What passed: bytes as they came, and as they are inflated. */
export type OnBytes = (wireBytes: number, inflatedBytes: number) => void;

/**
 * Inflates the compressed envelopes of a Connect stream (gzip) and clears their flag, so that a reader that knows no compression
 * can read it. The other flags stay: the end of the stream may be compressed too. An envelope that is, or inflates to, more
 * than `maxBytes` fails the stream with EnvelopeTooLarge before that much is held. Told: what passed, envelope by envelope.
 */
export function inflateEnvelopes(
  maxBytes: number,
  onBytes: OnBytes,
): TransformStream<Uint8Array, Uint8Array> {
  const splitter = new EnvelopeSplitter(maxBytes);
  return new TransformStream({
    async transform(chunk, controller) {
      for (const envelope of splitter.push(chunk)) {
        const bytes = envelopeBytes(await inflated(envelope, maxBytes));
        onBytes(envelope.data.length + 5, bytes.length);
        controller.enqueue(bytes);
      }
    },
    flush() {
      if (!splitter.isWhole) throw new Error("the stream ended in the middle of a message");
    },
  });
}

async function inflated(envelope: Envelope, maxBytes: number): Promise<Envelope> {
  if ((envelope.flags & compressedFlag) === 0) return envelope;
  return { flags: envelope.flags & ~compressedFlag, data: await gunzip(envelope.data, maxBytes) };
}

/** Inflates one gzip message. Throws EnvelopeTooLarge as soon as more than `maxBytes` came out of it. */
async function gunzip(
  data: Uint8Array<ArrayBuffer>,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const { readable, writable } = new DecompressionStream("gzip");
  const reader = readable.getReader();
  const writer = writable.getWriter();
  // A fault of either end comes out of the reader; here it would only come a second time.
  void writer.write(data).catch(() => {});
  void writer.close().catch(() => {});
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    sizeBytes += value.length;
    if (sizeBytes > maxBytes) {
      // Whatever is left of it is never inflated. What cancelling may throw says nothing more.
      void reader.cancel().catch(() => {});
      throw new EnvelopeTooLarge(
        `a message inflates to more than the ${maxBytes} bytes that this page takes`,
      );
    }
    chunks.push(value);
  }
  return concatenated(chunks, sizeBytes);
}

function concatenated(chunks: readonly Uint8Array[], sizeBytes: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(sizeBytes);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
