import type { ConnectError, HandlerContext } from "@connectrpc/connect";
import { createContextKey } from "@connectrpc/connect";

/** What the server knows about the call behind a context. Undefined for a context made without the server. */
export const callKey = createContextKey<Call | undefined>(undefined, { description: "call" });

type Ending = (reason: unknown) => void;

/** The reason of a call that was answered: one for all, since making one costs more than the rest of the ending. */
export const answered = new DOMException("This operation was aborted", "AbortError");

const none: readonly Ending[] = [];

/**
 * One call from its first byte to its end. Everything that must happen when a call ends, however it ends (answered,
 * failed, past its deadline, gone), hangs on this one place: a generator's `finally` does not run when its reader goes
 * away, and every abort listener on its own costs about a microsecond. The request gate attaches the call to the
 * context's signal, which aborts exactly once, in every protocol, before the last bytes are written.
 */
export class Call {
  readonly startedAtMs: number;
  /** Who calls; set by the request gate. */
  principal: string | undefined;
  /** Made or parsed on first use. */
  traceId: string | undefined;
  /** What the client sent before its body; undefined for a call made without the server. */
  readonly head: Pick<Headers, "get"> | undefined;
  /** When the handler was done, on the clock of `startedAtMs`; undefined while it runs. */
  endedAtMs: number | undefined;
  /** Why it ended. An AbortError stands for "answered". */
  reason: unknown;
  readonly #abort: ((reason: ConnectError) => void) | undefined;
  #endings: Ending[] = [];
  #drainings = none;

  /** `abort` ends the request from outside; it is called at most once. A lean call has none: it ends by itself. */
  constructor(
    nowMs: number,
    options: {
      readonly head?: Pick<Headers, "get">;
      readonly abort?: (reason: ConnectError) => void;
    } = {},
  ) {
    this.startedAtMs = nowMs;
    this.head = options.head;
    this.#abort = options.abort;
  }

  get ended(): boolean {
    return this.endedAtMs !== undefined;
  }

  /** The same, for those who take a call as they would its signal, which it costs 3 µs to make. */
  get aborted(): boolean {
    return this.ended;
  }

  /** Ties the end of this call to the context's signal. */
  attach(context: HandlerContext): void {
    const { signal } = context;
    if (signal.aborted) this.#end(signal.reason);
    else signal.addEventListener("abort", () => this.#end(signal.reason), { once: true });
  }

  /** Runs `ending` once, when the call ends; at once if it has ended. It must not throw. */
  onEnd(ending: Ending): void {
    if (this.ended) ending(this.reason);
    else this.#endings.push(ending);
  }

  /** Runs `draining` once, when the server begins to drain, unless the call ends first. It must not throw. */
  onDrain(draining: Ending): void {
    // Most calls have none and the others one, on streams that stay open: a pushed array has room for 17.
    if (!this.ended) this.#drainings = this.#drainings.concat(draining);
  }

  /** Tells the handler that the server wants to stop. */
  drain(): void {
    const drainings = this.#drainings;
    this.#drainings = none;
    for (const draining of drainings) draining(undefined);
  }

  /** Ends the call with an error, as if the client had gone, unless it has ended. */
  abort(reason: ConnectError): void {
    if (this.ended) return;
    if (this.#abort === undefined) this.#end(reason);
    else this.#abort(reason);
  }

  /** Ends the call of a lean handler, which has no context to attach. Only the first reason counts. */
  finish(reason: unknown): void {
    this.#end(reason);
  }

  #end(reason: unknown): void {
    if (this.ended) return;
    this.endedAtMs = performance.now();
    this.reason = reason;
    this.#drainings = none;
    const endings = this.#endings;
    this.#endings = [];
    for (const ending of endings) ending(reason);
  }
}
