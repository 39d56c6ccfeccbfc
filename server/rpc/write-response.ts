import type { UniversalServerResponse } from "@connectrpc/connect/protocol";
import type { NodeResponse } from "./exchange.ts";
import { carrierOf, isGone } from "./exchange.ts";

/**
 * Writes a response at the reader's pace. Ends when the last byte is handed to the socket, or when the reader has gone; the
 * handler's iterator is told in both cases. Never rejects for a reader that went away.
 */
export async function writeResponse(
  response: UniversalServerResponse,
  target: NodeResponse,
): Promise<void> {
  const body = response.body?.[Symbol.asyncIterator]();
  const carrier = carrierOf(target);
  try {
    // Headers leave after the first chunk is there: until then the handler may still set some.
    let chunk = await body?.next();
    if (isGone(carrier)) return;
    writeHead(target, response);
    while (chunk !== undefined && chunk.done !== true) {
      if (!write(target, chunk.value)) await drained(target);
      if (isGone(carrier)) return;
      chunk = await body?.next();
    }
    if (isGone(carrier)) return;
    if (response.trailer !== undefined) target.addTrailers(plain(response.trailer));
    target.end();
  } finally {
    body?.return?.().catch(ignore);
  }
}

function writeHead(target: NodeResponse, { status, header }: UniversalServerResponse): void {
  const headers = header === undefined ? {} : plain(header);
  // The two overloads have no common call signature.
  if ("stream" in target) target.writeHead(status, headers);
  else target.writeHead(status, headers);
}

function write(target: NodeResponse, chunk: Uint8Array): boolean {
  return "stream" in target ? target.write(chunk) : target.write(chunk);
}

/** Resolves when the reader has caught up, or is gone. */
function drained(target: NodeResponse): Promise<void> {
  return new Promise((resolve) => {
    const settle = (): void => {
      target.off("drain", settle);
      target.off("close", settle);
      resolve();
    };
    target.on("drain", settle);
    target.on("close", settle);
  });
}

/** Headers or trailers as Node takes them. */
export function plain(headers: Headers): Record<string, string> {
  const record: Record<string, string> = {};
  // oxlint-disable-next-line unicorn/no-array-for-each -- the iterator of Headers sorts and copies first
  headers.forEach((value, name) => {
    record[name] = name === "grpc-message" ? readable(value) : value;
  });
  return record;
}

/**
 * The library encodes a message as a URI component. The gRPC protocol asks for less (what is not printable ASCII, and
 * "%"), and clients undo different amounts of it: grpc-js leaves %3A and %2C for people to read.
 * Source: "gRPC over HTTP2", Status-Message.
 */
function readable(message: string): string {
  return message.replaceAll(/%(2[1-46-9A-F]|[3-6][0-9A-F]|7[0-9A-E])/g, (escape) =>
    decodeURIComponent(escape),
  );
}

function ignore(): void {}
