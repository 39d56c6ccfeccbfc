import * as net from "node:net";
import { waitFor } from "./wait-for.ts";

/** A TCP connection that says whatever a test wants. */
export interface RawSocket {
  readonly send: (bytes: Uint8Array | string) => void;
  /** What has come back, as Latin-1 text. */
  readonly received: () => string;
  readonly isClosed: () => boolean;
  readonly closed: (maxMs?: number) => Promise<void>;
  readonly pause: () => void;
  readonly destroy: () => void;
}

export async function openRaw(port: number): Promise<RawSocket> {
  const socket = net.connect({ port, host: "127.0.0.1" });
  const chunks: Buffer[] = [];
  let closed = false;
  socket.on("data", (chunk: Buffer) => chunks.push(chunk));
  socket.on("error", () => {});
  socket.on("close", () => (closed = true));
  await waitFor("connected", () => closed || !socket.connecting);
  return {
    send: (bytes) => void socket.write(bytes),
    received: () => Buffer.concat(chunks).toString("latin1"),
    isClosed: () => closed,
    closed: (maxMs) => waitFor("the server closes the connection", () => closed, maxMs),
    pause: () => void socket.pause(),
    destroy: () => void socket.destroy(),
  };
}

/** What an HTTP/2 client says first: the preface and empty settings. */
export const http2Hello: Buffer = Buffer.concat([
  Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
  frame({ type: 4 }),
]);

export const frameTypes = {
  data: 0,
  headers: 1,
  reset: 3,
  settings: 4,
  windowUpdate: 8,
  continuation: 9,
} as const;

/** A frame of RFC 9113, section 4.1. */
export function frame(options: {
  readonly type: number;
  readonly flags?: number;
  readonly stream?: number;
  readonly payload?: Uint8Array;
}): Buffer {
  const payload = options.payload ?? new Uint8Array(0);
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head.writeUInt8(options.type, 3);
  head.writeUInt8(options.flags ?? 0, 4);
  head.writeUInt32BE(options.stream ?? 0, 5);
  return Buffer.concat([head, payload]);
}

/** A header block without compression (RFC 7541, section 6.2.2), for names and values of up to 126 bytes. */
export function headerBlock(headers: Readonly<Record<string, string>>): Buffer {
  const parts = Object.entries(headers).flatMap(([name, value]) => [
    Buffer.from([0, name.length]),
    Buffer.from(name),
    Buffer.from([value.length]),
    Buffer.from(value),
  ]);
  return Buffer.concat(parts);
}
