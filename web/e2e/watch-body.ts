import { gzipSync } from "node:zlib";

/** One message of a Connect stream as bytes; compressed when `gzip` says so. */
export function envelope(data: Uint8Array, flags = 0, gzip = false): Buffer {
  const message = gzip ? gzipSync(data) : data;
  const head = Buffer.alloc(5);
  head[0] = flags | Number(gzip);
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]);
}
