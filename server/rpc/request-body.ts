import type { IncomingMessage } from "node:http";
import type { Http2ServerRequest } from "node:http2";
import { Code } from "@connectrpc/connect";
import { refused } from "./errors.ts";

export type NodeRequest = IncomingMessage | Http2ServerRequest;

type Result = IteratorResult<Uint8Array, undefined>;

interface Waiter {
  readonly resolve: (result: Result) => void;
  readonly reject: (reason: unknown) => void;
}

const done: Result = { done: true, value: undefined };

/**
 * The bytes of a request body, pulled one chunk at a time, so that flow control holds the sender back. Node's own iterator
 * destroys the request when its reader stops early; on HTTP/2 that resets the stream before the answer is out, and a client
 * whose message was too large hangs or sees a broken connection. This one leaves the request alone: what was not read is
 * thrown away by `discard`. Nothing is read before the first `next`, so a refused call costs no body.
 */
export class RequestBody implements AsyncIterableIterator<Uint8Array, undefined> {
  readonly #request: NodeRequest;
  #waiter: Waiter | undefined;
  #state: "unread" | "reading" | "ended" | "failed" = "unread";
  #failure: unknown;
  #stop: (() => void) | undefined;

  constructor(request: NodeRequest) {
    this.#request = request;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<Result> {
    if (this.#state === "unread") this.#start();
    if (this.#state === "failed") return Promise.reject(this.#failure);
    if (this.#state === "ended") return Promise.resolve(done);
    const chunk = this.#request.read() as Uint8Array | null;
    if (chunk !== null) return Promise.resolve({ done: false, value: chunk });
    return new Promise((resolve, reject) => {
      this.#waiter = { resolve, reject };
    });
  }

  /** Stops without touching the request. */
  return(): Promise<Result> {
    this.#state = "ended";
    this.#settle((waiter) => waiter.resolve(done));
    return Promise.resolve(done);
  }

  /** Lets whoever waits for the body see `reason`, and everyone after. */
  fail(reason: unknown): void {
    if (this.#state === "ended" || this.#state === "failed") return;
    this.#state = "failed";
    this.#failure = reason;
    this.#settle((waiter) => waiter.reject(reason));
  }

  /**
   * Reads what is left and throws it away, at most `maxBytes` and for at most `maxMs`; past that `exceeded` is called. A client that
   * is still sending would otherwise wait for flow control for ever, or be reset before it has read its answer.
   */
  discard(limits: {
    readonly maxBytes: number;
    readonly maxMs: number;
    readonly exceeded: () => void;
  }): void {
    void this.return();
    this.#letGo();
    const request = this.#request;
    if (request.readableEnded || request.destroyed) return;
    const timer = setTimeout(limits.exceeded, limits.maxMs);
    const stop = (): void => clearTimeout(timer);
    request.on("end", stop);
    request.on("close", stop);
    request.on("error", stop);
    let countBytes = 0;
    request.on("data", (chunk: Uint8Array) => {
      countBytes += chunk.byteLength;
      if (countBytes > limits.maxBytes) limits.exceeded();
    });
    request.resume();
  }

  #start(): void {
    this.#state = "reading";
    const request = this.#request;
    const readable = (): void => this.#readable();
    const end = (): void => this.#end();
    const cut = (): void => this.fail(cutShort());
    request.on("readable", readable).on("end", end).on("error", cut).on("close", cut);
    this.#stop = () => {
      request.off("readable", readable).off("end", end).off("error", cut).off("close", cut);
      request.on("error", ignore);
    };
  }

  #readable(): void {
    if (this.#waiter === undefined) return;
    const chunk = this.#request.read() as Uint8Array | null;
    if (chunk !== null) this.#settle((waiter) => waiter.resolve({ done: false, value: chunk }));
  }

  #end(): void {
    if (this.#state === "reading") this.#state = "ended";
    this.#letGo();
    this.#settle((waiter) => waiter.resolve(done));
  }

  /**
   * Takes the listeners off once nobody reads any more: on a live stream, which stays open for hours after its request was read, they
   * are half a kilobyte; and a stream with a "readable" listener does not flow.
   */
  #letGo(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  #settle(use: (waiter: Waiter) => void): void {
    const waiter = this.#waiter;
    this.#waiter = undefined;
    if (waiter !== undefined) use(waiter);
  }
}

function ignore(): void {}

function cutShort() {
  const message = "the request was cut short";
  return refused({ code: Code.Canceled, reason: "CUT_SHORT", message });
}
