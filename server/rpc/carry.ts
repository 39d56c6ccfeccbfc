import { ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import { ConnectError } from "@connectrpc/connect";
import type { Logger } from "../platform/log.ts";
import type { Carrier, Exchange } from "./exchange.ts";
import { isGone } from "./exchange.ts";
import type { OpenCalls } from "./open-calls.ts";
import { stopSender } from "./open-calls.ts";
import { RequestBody } from "./request-body.ts";

export interface CarryOptions {
  readonly calls: OpenCalls;
  readonly messageSizeMaxBytes: number;
  readonly log: Logger;
}

/** After its call is over, a client may go on sending this many messages' worth of bytes. */
const lingerMessages = 16;
/**
 * And for this long. On HTTP/2 the stream is then closed without an error, and the client still reads its answer. On HTTP/1.1 the
 * connection is, and a client that has not read its answer may lose it.
 */
const lingerHttp2Ms = 300;
export const lingerHttp1Ms = 2_000;

/** Ties a call to its HTTP exchange until both are over. */
export async function carry(
  { calls, messageSizeMaxBytes, log }: CarryOptions,
  parts: Omit<Exchange, "body"> & { readonly source: Readable },
  handle: (exchange: Exchange) => Promise<void>,
): Promise<void> {
  const { call, head, carrier, source } = parts;
  const body = new RequestBody(source);
  const exchange: Exchange = { call, head, carrier, body };
  calls.add(carrier, call);
  call.onEnd((reason) => {
    if (reason instanceof ConnectError) body.fail(reason);
  });
  try {
    await handle(exchange);
  } catch (error) {
    fail(carrier, error, log);
  }
  body.discard({
    maxBytes: lingerMessages * messageSizeMaxBytes,
    maxMs: carrier instanceof ServerResponse ? lingerHttp1Ms : lingerHttp2Ms,
    exceeded: () => stopSender(carrier),
  });
}

/** Something failed outside of the handler and of the protocol: say as little as possible. */
function fail(carrier: Carrier, error: unknown, log: Logger): void {
  if (isGone(carrier)) return;
  log.error({ err: error }, "could not answer a request");
  if (carrier.headersSent) carrier.destroy();
  else if (carrier instanceof ServerResponse) carrier.writeHead(500).end();
  else carrier.respond({ ":status": 500 }, { endStream: true });
}
