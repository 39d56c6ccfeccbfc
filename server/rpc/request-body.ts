import type { Readable } from "node:stream";
import { Code } from "@connectrpc/connect";
import { refused } from "./errors.ts";

type Result = IteratorResult<Uint8Array, undefined>;

/** Looks at the first chunk and at how many bytes have come; false stops the reading. */
export type GoOn = (first: Uint8Array, countBytes: number) => boolean;

const done: Result = { done: true, value: undefined };

/**
 * The bytes of a request body, pulled one chunk at a time, so that flow control holds the sender back. Node's own iterator
 * destroys the request when its reader stops early; on HTTP/2 that resets the stream before the answer is out, and a client
 * whose message was too large hangs or sees a broken connection. This one leaves the request alone: what was not read is
 * thrown away by `discard`. Nothing is read before the first `next` or `whole`, so a refused call costs no body.
 */
export class RequestBody implements AsyncIterableIterator<Uint8Array, undefined> {
  readonly #source: Readable;
  #resolve: ((result: Result) => void) | undefined;
  #reject: ((reason: unknown) => void) | undefined;
  #state: "unread" | "reading" | "ended" | "failed" = "unread";
  #failure: unknown;
  #returned: Uint8Array | undefined;
  #stop: (() => void) | undefined;

  /** `source` is the request of HTTP/1.1, or the stream of HTTP/2. */
  constructor(source: Readable) {
    this.#source = source;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<Result> {
    if (this.#state === "failed") return Promise.reject(this.#failure);
    const returned = this.#takeReturned();
    if (returned !== undefined) return Promise.resolve({ done: false, value: returned });
    if (this.#state === "unread") this.#start();
    // An HTTP/2 stream whose last byte was read says so at once, whoever listens by then.
    if (this.#source.readableEnded) this.#end();
    if (this.#state === "ended") return Promise.resolve(done);
    const chunk = this.#source.read() as Uint8Array | null;
    if (chunk !== null) return Promise.resolve({ done: false, value: chunk });
    return new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  /**
   * The whole body in one piece: one promise, instead of one for each chunk. When `goOn` says no it answers undefined, and what
   * was read is there again for `next`. Called first and once.
   */
  whole(goOn: GoOn): Promise<Uint8Array | undefined> {
    if (this.#state === "failed") return Promise.reject(this.#failure);
    if (this.#source.readableEnded) return Promise.resolve(joined([]));
    return new Promise((resolve, reject) => {
      const chunks: Uint8Array[] = [];
      let countBytes = 0;
      this.#reject = reject;
      const take = (chunk: Uint8Array): void => {
        chunks.push(chunk);
        countBytes += chunk.byteLength;
        if (goOn(chunks[0] ?? chunk, countBytes)) return;
        this.#pause();
        this.giveBack(joined(chunks));
        resolve(undefined);
      };
      this.#listen("data", take, () => resolve(joined(chunks)));
    });
  }

  /** Makes bytes that were read the next ones to be read. */
  giveBack(bytes: Uint8Array): void {
    this.#returned = bytes;
  }

  /** Stops without touching the request. */
  return(): Promise<Result> {
    this.#state = "ended";
    this.#returned = undefined;
    this.#settle(done);
    return Promise.resolve(done);
  }

  /** Lets whoever waits for the body see `reason`, and everyone after. */
  fail(reason: unknown): void {
    if (this.#state === "ended" || this.#state === "failed") return;
    this.#state = "failed";
    this.#failure = reason;
    const reject = this.#reject;
    this.#resolve = undefined;
    this.#reject = undefined;
    reject?.(reason);
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
    const source = this.#source;
    if (source.readableEnded || source.destroyed) return;
    const timer = setTimeout(limits.exceeded, limits.maxMs);
    const stop = (): void => clearTimeout(timer);
    source.on("end", stop);
    source.on("close", stop);
    let countBytes = 0;
    source.on("data", (chunk: Uint8Array) => {
      countBytes += chunk.byteLength;
      if (countBytes > limits.maxBytes) limits.exceeded();
    });
    source.resume();
  }

  #start(): void {
    const readable = (): void => this.#readable();
    this.#listen("readable", readable, () => this.#settle(done));
  }

  #pause(): void {
    this.#source.pause();
    this.#letGo();
    this.#state = "unread";
    this.#reject = undefined;
  }

  #listen(event: "readable" | "data", came: (chunk: Uint8Array) => void, ended: () => void): void {
    this.#state = "reading";
    const source = this.#source;
    const end = (): void => {
      this.#end();
      ended();
    };
    const cut = (): void => this.fail(cutShort());
    // An error is always followed by "close", and has a listener already where it would need one.
    source.on(event, came).on("end", end).on("close", cut);
    // Not assigned as it is made: V8 puts such a function into old space, where it keeps all it knows until the next full collection.
    const stop = (): void => void source.off(event, came).off("end", end).off("close", cut);
    this.#stop = stop;
  }

  #end(): void {
    if (this.#state === "reading") this.#state = "ended";
    this.#letGo();
  }

  #readable(): void {
    if (this.#resolve === undefined) return;
    const chunk = this.#source.read() as Uint8Array | null;
    if (chunk !== null) this.#settle({ done: false, value: chunk });
  }

  /**
   * Takes the listeners off once nobody reads any more: on a live stream, which stays open for hours after its request was read, they
   * are half a kilobyte; and a stream with a "readable" listener does not flow.
   */
  #letGo(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  #takeReturned(): Uint8Array | undefined {
    const bytes = this.#returned;
    this.#returned = undefined;
    return bytes;
  }

  #settle(result: Result): void {
    const resolve = this.#resolve;
    this.#resolve = undefined;
    this.#reject = undefined;
    resolve?.(result);
  }
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const [only] = chunks;
  return only !== undefined && chunks.length === 1 ? only : Buffer.concat(chunks);
}

function cutShort() {
  const message = "the request was cut short";
  return refused({ code: Code.Canceled, reason: "CUT_SHORT", message });
}
