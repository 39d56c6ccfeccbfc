/** One message of a Connect stream as it is on the wire. */
export interface Envelope {
  readonly flags: number;
  readonly data: Uint8Array<ArrayBuffer>;
}

/** The message is compressed. */
export const compressedFlag = 1;
const headBytes = 5;

/** A stream declares or inflates to more than this page takes. */
export class EnvelopeTooLarge extends Error {
  override readonly name = "EnvelopeTooLarge";
}

/**
 * Cuts a stream of bytes into envelopes (1 byte of flags, 4 bytes of length, the message), wherever the network cut it. Holds at
 * most one unfinished envelope. Throws EnvelopeTooLarge at the head of one that is longer than `maxBytes`.
 */
export class EnvelopeSplitter {
  readonly #maxBytes: number;
  #rest = new Uint8Array(0);

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** The envelopes that are whole with this chunk, in order. */
  push(chunk: Uint8Array): readonly Envelope[] {
    const bytes = this.#rest.length === 0 ? Uint8Array.from(chunk) : joined(this.#rest, chunk);
    const view = new DataView(bytes.buffer);
    const envelopes: Envelope[] = [];
    let at = 0;
    while (bytes.length - at >= headBytes) {
      const sizeBytes = view.getUint32(at + 1);
      if (sizeBytes > this.#maxBytes) throw tooLarge(sizeBytes, this.#maxBytes);
      const end = at + headBytes + sizeBytes;
      if (end > bytes.length) break;
      envelopes.push({ flags: view.getUint8(at), data: bytes.subarray(at + headBytes, end) });
      at = end;
    }
    this.#rest = bytes.subarray(at);
    return envelopes;
  }

  /** True when the stream may end here: nothing is unfinished. */
  get isWhole(): boolean {
    return this.#rest.length === 0;
  }
}

/** The bytes of an envelope. */
export function envelopeBytes({ flags, data }: Envelope): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(headBytes + data.length);
  bytes[0] = flags;
  new DataView(bytes.buffer).setUint32(1, data.length);
  bytes.set(data, headBytes);
  return bytes;
}

function tooLarge(sizeBytes: number, maxBytes: number): EnvelopeTooLarge {
  return new EnvelopeTooLarge(
    `a message of ${sizeBytes} bytes is longer than the ${maxBytes} that this page takes`,
  );
}

function joined(left: Uint8Array, right: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(left.length + right.length);
  bytes.set(left);
  bytes.set(right, left.length);
  return bytes;
}
