import type { NotSent, UnknownWhy } from "../../payments/gateway.ts";
import type { Told } from "../../payments/gateway-message.ts";
import { backoffMs } from "../../platform/backoff.ts";
import type { Permit } from "../../platform/breaker.ts";
import type { ConcurrencyLimit } from "../../platform/concurrency-limit.ts";
import type { RetryBudget } from "../../platform/retry-budget.ts";
import type { ChannelSession } from "./channel-session.ts";
import { classify } from "./classify.ts";
import type { Failure } from "./classify.ts";

/** What one call to a provider comes to. */
export type CallResult = Failure | { readonly kind: "answered"; readonly answer: Told };

/** One call to make. */
export interface GatewayCall {
  readonly attemptId: string;
  /** Its place among calls of its kind. */
  readonly limit: ConcurrencyLimit;
  /**
   * "money" is sent again only when nothing was sent; a "question" changes nothing when it is asked twice. A "look" is one in no hurry: who takes
   * it comes again, so it is asked once, and its failures do not count: they must not close the channel to charges.
   */
  readonly kind: "money" | "question" | "look";
  /** The right to make one try; undefined when the breaker is open. */
  readonly admit: () => Permit | undefined;
  readonly send: (timeoutMs: number) => Promise<Told>;
}

export interface ChannelCallsOptions {
  readonly session: ChannelSession;
  readonly budget: RetryBudget;
  readonly deadlineMs: number;
  readonly connectTimeoutMs: number;
  readonly retriesMax: number;
  readonly random: () => number;
  /** Told how long each answer took. */
  readonly onAnswer: (durationMs: number) => void;
}

const backoffLimits = { baseMs: 50, maxMs: 1_000 };
const breakerOpen: NotSent = { kind: "not_sent", why: "breaker_open" };
const overLimit: NotSent = { kind: "not_sent", why: "limit" };
const noConnection: NotSent = { kind: "not_sent", why: "no_connection" };

/** Calls over one channel: each within its deadline, its place in the limit, the breaker and the budget of retries. */
export class ChannelCalls {
  readonly #options: ChannelCallsOptions;
  readonly #closing = new AbortController();

  constructor(options: ChannelCallsOptions) {
    this.#options = options;
  }

  /** Makes a call, and makes it again where that is safe and paid for. Ends within the deadline and never rejects. */
  async make(call: GatewayCall): Promise<CallResult> {
    const leave = call.limit.enter();
    if (leave === undefined) return overLimit;
    try {
      return await this.#tries(call);
    } finally {
      leave();
    }
  }

  /** Ends waits between tries and, with the connection, the calls on their way: what becomes of those is unknown. */
  close(): void {
    this.#closing.abort();
    this.#options.session.close();
  }

  async #tries(call: GatewayCall): Promise<CallResult> {
    const { deadlineMs, budget, retriesMax, random } = this.#options;
    const untilMs = performance.now() + deadlineMs;
    if (call.kind === "look") return await this.#try(call, untilMs);
    budget.earn();
    for (let retry = 0; ; retry += 1) {
      const result = await this.#try(call, untilMs);
      if (retry >= retriesMax || !mayRetry(result, call.kind)) return result;
      const waitMs = backoffMs(retry, backoffLimits, random);
      if (performance.now() + waitMs >= untilMs || !budget.spend()) return result;
      if (!(await pause(waitMs, this.#closing.signal))) return result;
    }
  }

  async #try(call: GatewayCall, untilMs: number): Promise<CallResult> {
    const permit = call.admit();
    if (permit === undefined) return breakerOpen;
    const result = await this.#send(call, untilMs);
    // Every charge that failed is asked about, and answers to that would hide how many fail: 60 % of the charges are 37 % of all calls.
    if (isSick(result)) (call.kind === "look" ? permit.abandoned : permit.failed)();
    else if (call.kind === "money") permit.succeeded();
    else permit.answered();
    return result;
  }

  async #send(call: GatewayCall, untilMs: number): Promise<CallResult> {
    const { session, connectTimeoutMs, onAnswer } = this.#options;
    const startedMs = performance.now();
    const isOpen = await session.open(Math.min(connectTimeoutMs, untilMs - startedMs));
    const timeoutMs = Math.floor(untilMs - performance.now());
    if (!isOpen || timeoutMs < 1) return noConnection;
    try {
      const answer = await call.send(timeoutMs);
      onAnswer(performance.now() - startedMs);
      return { kind: "answered", answer };
    } catch (error) {
      const failure = classify(error, call.attemptId);
      if (failure.kind === "unknown" && isSilent(failure.why)) session.doubt(startedMs);
      return failure;
    }
  }
}

/** True when the connection may be to blame, and not seen to be broken. */
function isSilent(why: UnknownWhy): boolean {
  return why === "deadline" || why === "connection_lost";
}

/** True when the channel is to blame. */
function isSick(result: CallResult): boolean {
  if (result.kind === "answered") return result.answer.kind === "senseless";
  return result.kind === "not_sent" || (result.kind === "unknown" && result.isSick);
}

function mayRetry(result: CallResult, kind: GatewayCall["kind"]): boolean {
  if (result.kind === "not_sent") return result.why === "no_connection";
  return kind === "question" && result.kind === "unknown" && result.isSick;
}

/** True after the wait; false as soon as the signal is aborted. */
async function pause(waitMs: number, signal: AbortSignal): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(true), waitMs);
  const stop = (): void => resolve(false);
  signal.addEventListener("abort", stop);
  if (signal.aborted) stop();
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  }
}
