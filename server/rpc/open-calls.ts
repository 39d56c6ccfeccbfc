import { constants } from "node:http2";
import { Code, ConnectError } from "@connectrpc/connect";
import type { Call } from "./call.ts";
import type { NodeRequest, RequestBody } from "./request-body.ts";
import type { NodeResponse } from "./write-response.ts";
import { isGone } from "./write-response.ts";

/** A call together with the HTTP exchange that carries it. */
export interface Exchange {
  readonly call: Call;
  readonly request: NodeRequest;
  readonly response: NodeResponse;
  readonly body: RequestBody;
}

/**
 * Every exchange that is not closed. Our own set, because an AbortSignal shared by all calls keeps a linear list: 235 µs
 * a call with 10,000 open streams. A sweep ends exchanges whose handler is long done, instead of a timer for each.
 */
export class OpenCalls {
  readonly #exchanges = new Set<Exchange>();
  readonly #lingerMs: number;
  readonly #readerMaxMs: number;

  /**
   * After its call has ended, `readerMaxMs` is how long a client may take to read the answer, and `lingerMs` how long it may hold up
   * the writing of one.
   */
  constructor(options: { readonly lingerMs: number; readonly readerMaxMs: number }) {
    this.#lingerMs = options.lingerMs;
    this.#readerMaxMs = options.readerMaxMs;
  }

  get size(): number {
    return this.#exchanges.size;
  }

  /**
   * Keeps the exchange until its response closes, and ends its call then. One listener for both, and not `once` for what
   * happens once: on an idle stream each costs 200 bytes.
   */
  add(exchange: Exchange): void {
    this.#exchanges.add(exchange);
    exchange.response.on("close", () => {
      this.#exchanges.delete(exchange);
      exchange.call.abort(new ConnectError("the client went away", Code.Canceled));
    });
  }

  /** Tells every handler that asked for it that the server wants to stop; HTTP/1.1 connections end with their answer. */
  drain(): void {
    for (const { call, response } of this.#exchanges) {
      if (!("stream" in response) && !response.headersSent)
        response.setHeader("connection", "close");
      call.drain();
    }
  }

  abortAll(reason: () => ConnectError): void {
    for (const { call } of this.#exchanges) call.abort(reason());
  }

  /** Cuts exchanges that their client keeps open although the call is over. */
  sweep(nowMs: number): void {
    for (const exchange of this.#exchanges) {
      const { call, response } = exchange;
      if (call.endedAtMs === undefined || isFlushed(response)) continue;
      // An answer may take its time to be read. A stream past its deadline whose reader has stalled may not.
      const patienceMs = response.writableEnded ? this.#readerMaxMs : this.#lingerMs;
      if (nowMs - call.endedAtMs > patienceMs) cut(exchange);
    }
  }
}

/**
 * Ends an answered exchange whose client goes on sending. On HTTP/2 the stream is closed without an error once the answer is out, which
 * asks the client to stop (RFC 9113, section 8.1); on HTTP/1.1 only the end of the connection does that.
 */
export function stopSender({ request, response }: Pick<Exchange, "request" | "response">): void {
  if ("stream" in response) response.stream.close();
  else if (response.writableFinished) request.socket.destroySoon();
  else response.once("finish", () => request.socket.destroySoon());
}

/** Ends an exchange whatever its state. */
function cut({ request, response }: Exchange): void {
  if (isGone(response)) return;
  if ("stream" in response) response.stream.close(constants.NGHTTP2_CANCEL);
  else request.socket.destroy();
}

function isFlushed(response: NodeResponse): boolean {
  return "stream" in response ? response.stream.writableFinished : response.writableFinished;
}
