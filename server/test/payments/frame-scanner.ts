const headBytes = 9;
const headersType = 1;

/** Follows the frames of one direction of an HTTP/2 connection (RFC 9113, section 4.1), however its bytes are cut. */
export class FrameScanner {
  #skipBytes: number;
  #head = Buffer.alloc(0);

  constructor(options: { readonly skipBytes: number }) {
    this.#skipBytes = options.skipBytes;
  }

  /** True when the head of a HEADERS frame was completed by this chunk. */
  sawHeaders(chunk: Buffer): boolean {
    let seen = false;
    let rest = chunk;
    while (rest.length > 0) {
      const skipped = Math.min(this.#skipBytes, rest.length);
      this.#skipBytes -= skipped;
      rest = rest.subarray(skipped);
      const missing = headBytes - this.#head.length;
      this.#head = Buffer.concat([this.#head, rest.subarray(0, missing)]);
      rest = rest.subarray(missing);
      if (this.#head.length < headBytes) break;
      this.#skipBytes = this.#head.readUIntBE(0, 3);
      if (this.#head[3] === headersType) seen = true;
      this.#head = Buffer.alloc(0);
    }
    return seen;
  }
}
