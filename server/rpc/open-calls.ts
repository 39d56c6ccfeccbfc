import { ServerResponse } from "node:http";
import { constants } from "node:http2";
import { Code, ConnectError } from "@connectrpc/connect";
import type { Call } from "./call.ts";
import type { Carrier } from "./exchange.ts";
import { isGone } from "./exchange.ts";

/** A call in the list of all; the list lets go of both when the carrier closes. */
interface Open {
  carrier: Carrier | undefined;
  call: Call | undefined;
  previous: Open | undefined;
  next: Open | undefined;
}

/**
 * Every exchange that is not closed. Our own list, because an AbortSignal shared by all calls keeps a linear one: 235 µs
 * a call with 10,000 open streams. A sweep ends exchanges whose handler is long done, instead of a timer for each.
 *
 * Not a Set or a Map: those get a new table every few dozen calls, the old ones lie in old space until the next full garbage
 * collection, and what they last held is kept with them: 65 % of all calls survived every scavenge (measured).
 */
export class OpenCalls {
  readonly #lingerMs: number;
  readonly #readerMaxMs: number;
  #newest: Open | undefined;

  /**
   * After its call has ended, `readerMaxMs` is how long a client may take to read the answer, and `lingerMs` how long it may hold up
   * the writing of one.
   */
  constructor(options: { readonly lingerMs: number; readonly readerMaxMs: number }) {
    this.#lingerMs = options.lingerMs;
    this.#readerMaxMs = options.readerMaxMs;
  }

  /**
   * Keeps the exchange until what carries it closes, and ends its call then. One listener for both, and not `once` for what
   * happens once: on an idle stream each costs 200 bytes.
   */
  add(carrier: Carrier, call: Call): void {
    const open: Open = { carrier, call, previous: undefined, next: this.#newest };
    if (this.#newest !== undefined) this.#newest.previous = open;
    this.#newest = open;
    carrier.on("close", () => this.#closed(open));
  }

  /** Tells every handler that asked for it that the server wants to stop; HTTP/1.1 connections end with their answer. */
  drain(): void {
    for (const [carrier, call] of this.#all()) {
      if (carrier instanceof ServerResponse && !carrier.headersSent)
        carrier.setHeader("connection", "close");
      call.drain();
    }
  }

  abortAll(reason: () => ConnectError): void {
    for (const [, call] of this.#all()) call.abort(reason());
  }

  /** Cuts exchanges that their client keeps open although the call is over. */
  sweep(nowMs: number): void {
    for (const [carrier, call] of this.#all()) {
      if (call.endedAtMs === undefined || carrier.writableFinished) continue;
      // An answer may take its time to be read. A stream past its deadline whose reader has stalled may not.
      const patienceMs = carrier.writableEnded ? this.#readerMaxMs : this.#lingerMs;
      if (nowMs - call.endedAtMs > patienceMs) cut(carrier);
    }
  }

  /** All that were open when it was called, whatever closes meanwhile. */
  #all(): readonly (readonly [Carrier, Call])[] {
    const all: [Carrier, Call][] = [];
    for (let open = this.#newest; open !== undefined; open = open.next)
      if (open.carrier !== undefined && open.call !== undefined)
        all.push([open.carrier, open.call]);
    return all;
  }

  #closed(open: Open): void {
    const { call, previous, next } = open;
    if (previous === undefined) this.#newest = next;
    else previous.next = next;
    if (next !== undefined) next.previous = previous;
    // Node keeps some closed streams until the next full garbage collection, and with them all that they lead to.
    open.carrier = open.call = open.previous = open.next = undefined;
    // Most have ended, and an error costs 5 µs to make.
    if (call?.ended === false) call.abort(wentAway());
  }
}

/**
 * Ends an answered exchange whose client goes on sending. On HTTP/2 the stream is closed without an error once the answer is out, which
 * asks the client to stop (RFC 9113, section 8.1); on HTTP/1.1 only the end of the connection does that.
 */
export function stopSender(carrier: Carrier): void {
  if (!(carrier instanceof ServerResponse)) carrier.close();
  else if (carrier.writableFinished) carrier.req.socket.destroySoon();
  else carrier.once("finish", () => carrier.req.socket.destroySoon());
}

/** Ends an exchange whatever its state. */
function cut(carrier: Carrier): void {
  if (isGone(carrier)) return;
  if (carrier instanceof ServerResponse) carrier.req.socket.destroy();
  else carrier.close(constants.NGHTTP2_CANCEL);
}

function wentAway(): ConnectError {
  return new ConnectError("the client went away", Code.Canceled);
}
