import { ServerResponse } from "node:http";
import type { ServerHttp2Stream } from "node:http2";
import type { Carrier } from "../exchange.ts";
import { isGone } from "../exchange.ts";

/** Headers or trailers, names in lower case. */
export type Fields = Readonly<Record<string, string>>;

/** The trailers of a gRPC call that went well. */
export const okTrailers: Fields = { "grpc-status": "0" };

/** A whole answer. */
export interface Answer {
  readonly status: number;
  readonly headers: Fields;
  readonly body: Uint8Array | undefined;
  readonly trailers: Fields | undefined;
}

/** Writes a whole answer, unless nobody is there to read it. */
export function send(carrier: Carrier, { status, headers, body, trailers }: Answer): void {
  if (isGone(carrier)) return;
  sendHead(carrier, { status, headers, trailers: trailers !== undefined });
  sendEnd(carrier, body, trailers);
}

/** Writes the head of an answer. `trailers` says whether it will have some. */
export function sendHead(
  carrier: Carrier,
  head: { readonly status: number; readonly headers: Fields; readonly trailers: boolean },
): void {
  const { status, headers, trailers } = head;
  if (carrier instanceof ServerResponse) carrier.writeHead(status, headers);
  else carrier.respond({ ":status": status, ...headers }, { waitForTrailers: trailers });
}

/** Writes the end of an answer whose head was sent. */
export function sendEnd(
  carrier: Carrier,
  body: Uint8Array | undefined,
  trailers: Fields | undefined,
): void {
  if (trailers !== undefined) addTrailers(carrier, trailers);
  if (body === undefined) carrier.end();
  else carrier.end(body);
}

function addTrailers(carrier: Carrier, trailers: Fields): void {
  if (carrier instanceof ServerResponse) carrier.addTrailers(trailers);
  else
    carrier.on(
      "wantTrailers",
      trailers === okTrailers ? sendOk : () => carrier.sendTrailers(trailers),
    );
}

/** One function for all calls that went well. */
function sendOk(this: ServerHttp2Stream): void {
  this.sendTrailers(okTrailers);
}
