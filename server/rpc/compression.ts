import { promisify } from "node:util";
import * as zlib from "node:zlib";
import type { Compression } from "@connectrpc/connect/protocol";
import { Code } from "@connectrpc/connect";
import { refused } from "./errors.ts";

/**
 * Up to this size (de)compression runs on the event loop. Measured: 9 to 31 µs there for up to 2 KB, against 160 to 190 µs
 * of CPU through the thread pool; at 64 KiB level 1 takes about 0.5 ms, past that the pool wins.
 */
const syncMaxBytes = 65_536;
/** What a small input can inflate to decides how long it blocks, so this bound is lower. */
const syncInflateMaxBytes = 8_192;

/** Compressing less makes it larger. */
export const compressMinBytes = 1_024;

const gzipOptions = { level: 1 };
/** The stock coding runs at quality 11, 0.5 to 4 ms a message. */
const brotliOptions = {
  params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 3, [zlib.constants.BROTLI_PARAM_LGWIN]: 18 },
};

const gzipAsync = promisify(zlib.gzip);
const gunzipAsync = promisify(zlib.gunzip);
const brotliAsync = promisify(zlib.brotliCompress);
const unbrotliAsync = promisify(zlib.brotliDecompress);

/** gzip at its fastest level. */
export const gzip: Compression = {
  name: "gzip",
  compress: async (bytes) =>
    owned(
      bytes.length <= syncMaxBytes
        ? zlib.gzipSync(bytes, gzipOptions)
        : await gzipAsync(bytes, gzipOptions),
    ),
  decompress: (bytes, readMaxBytes) =>
    inflate(bytes, readMaxBytes, (options) =>
      bytes.length <= syncInflateMaxBytes
        ? zlib.gunzipSync(bytes, options)
        : gunzipAsync(bytes, options),
    ),
};

/** Brotli at a fast quality, for clients that ask for it. */
export const brotli: Compression = {
  name: "br",
  compress: async (bytes) =>
    owned(
      bytes.length <= syncMaxBytes
        ? zlib.brotliCompressSync(bytes, brotliOptions)
        : await brotliAsync(bytes, brotliOptions),
    ),
  decompress: (bytes, readMaxBytes) =>
    inflate(bytes, readMaxBytes, (options) =>
      bytes.length <= syncInflateMaxBytes
        ? zlib.brotliDecompressSync(bytes, options)
        : unbrotliAsync(bytes, options),
    ),
};

/** The codings of requests and answers, the preferred one first. */
export const codings: readonly Compression[] = [gzip, brotli];

/** Bounded by `readMaxBytes` of output: zlib stops there, however much a bomb would make. */
async function inflate(
  bytes: Uint8Array,
  readMaxBytes: number,
  run: (options: { maxOutputLength: number }) => Buffer | Promise<Buffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  if (bytes.length === 0) return new Uint8Array(0);
  try {
    return owned(await run({ maxOutputLength: readMaxBytes }));
  } catch (error) {
    const tooLarge = (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
    throw tooLarge ? messageTooLarge(readMaxBytes) : broken();
  }
}

/** RESOURCE_EXHAUSTED that names the limit on the size of a message. */
export function messageTooLarge(limitBytes: number) {
  return refused({
    code: Code.ResourceExhausted,
    reason: "MESSAGE_TOO_LARGE",
    message: `the message is larger than the limit of ${limitBytes} bytes`,
    metadata: { limit_bytes: String(limitBytes) },
  });
}

function broken() {
  const message = "the message could not be decompressed";
  return refused({ code: Code.InvalidArgument, reason: "BROKEN_COMPRESSION", message });
}

function owned(bytes: Buffer): Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : new Uint8Array(bytes);
}
