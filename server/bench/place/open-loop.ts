import { createHistogram } from "node:perf_hooks";
import { seededRandom } from "../random.ts";
import type { Buyer } from "./buyer.ts";
import type { Caller } from "./caller.ts";
import { arrivals, orderRequests } from "./order-requests.ts";
import type { OrderRequest, Protocol, RequestMix } from "./order-requests.ts";

/** One stretch of load at one rate. */
export interface Stretch {
  readonly protocol: Protocol;
  readonly ratePerSecond: number;
  /** Not counted, before the measured time. */
  readonly rampSeconds: number;
  readonly seconds: number;
  readonly seed: number;
  readonly mix: Omit<RequestMix, "userIds">;
  /** Share of the accepted orders that are paid at once (0 to 1). */
  readonly payShare?: number;
}

export interface StretchResult {
  readonly offeredPerSecond: number;
  readonly acceptedPerSecond: number;
  readonly replayedPerSecond: number;
  readonly refusedPerSecond: number;
  readonly errorsPerSecond: number;
  /** By answer, ramp included: what a check of the stock must find. */
  readonly totals: Readonly<Record<string, number>>;
  /** From the intended send time to the answer, milliseconds. */
  readonly latencyMs: Readonly<Record<"p50" | "p90" | "p99" | "p99.9" | "max", number>>;
  /** The same at steps of a thousandth, from 0.1 % to 100 %: what percentiles over many stretches are made of. */
  readonly latencyGridMs: readonly number[];
  /** How late the load was with its own sends: the load must not be the bottleneck. */
  readonly sendLagP99Ms: number;
  /** The server fell so far behind that sending was stopped early. */
  readonly gaveUp: boolean;
}

/** Past this many unanswered calls, or this long a backlog, the server does not keep up. */
const unansweredMin = 2_000;
const backlogMaxSeconds = 0.5;
const drainMaxMs = 20_000;
const spinBelowMs = 2;
const gridSteps = 1_000;

/**
 * Open loop: calls are sent at the times of a Poisson process, whether or not earlier ones were answered, and a latency
 * counts from the time the call should have been sent. (A closed loop waits for slow answers and so leaves out just
 * those calls that would have been slow.)
 */
export async function runStretch(
  caller: Caller,
  stretch: Stretch,
  { userIds, buyer }: { readonly userIds: readonly string[]; readonly buyer: Buyer | undefined },
): Promise<StretchResult> {
  const run = new OpenLoop(caller, stretch, { userIds, buyer });
  return await run.done();
}

class OpenLoop {
  readonly #caller: Caller;
  readonly #buyer: Buyer | undefined;
  readonly #stretch: Stretch;
  readonly #nextRequest: () => OrderRequest;
  readonly #nextArrivalMs: () => number;
  readonly #latency = createHistogram();
  readonly #sendLag = createHistogram();
  readonly #totals = new Map<string, number>();
  readonly #measured = new Map<string, number>();
  readonly #startedMs = performance.now();
  #offeredCount = 0;
  #unanswered = 0;
  #dueMs: number;
  #gaveUpAtMs: number | undefined;
  #finish: (() => void) | undefined;

  constructor(
    caller: Caller,
    stretch: Stretch,
    { userIds, buyer }: { readonly userIds: readonly string[]; readonly buyer: Buyer | undefined },
  ) {
    this.#caller = caller;
    this.#buyer = buyer;
    this.#stretch = stretch;
    const random = seededRandom(stretch.seed);
    this.#nextRequest = orderRequests({ ...stretch.mix, userIds }, stretch.protocol, random);
    this.#nextArrivalMs = arrivals(stretch.ratePerSecond, random);
    this.#dueMs = this.#nextArrivalMs();
  }

  async done(): Promise<StretchResult> {
    await new Promise<void>((resolve) => {
      this.#finish = resolve;
      this.#tick();
    });
    return this.#result();
  }

  readonly #tick = (): void => {
    const endMs = this.#rampMs + this.#stretch.seconds * 1_000;
    const nowMs = performance.now() - this.#startedMs;
    while (this.#dueMs <= nowMs && this.#dueMs < endMs) {
      this.#send(this.#dueMs);
      this.#dueMs = this.#nextArrivalMs();
    }
    if (this.#unanswered > this.#unansweredMax) this.#gaveUpAtMs = nowMs;
    if (this.#dueMs >= endMs || this.#gaveUp) this.#drain();
    else if (this.#dueMs - nowMs < spinBelowMs) setImmediate(this.#tick);
    else setTimeout(this.#tick, this.#dueMs - nowMs - 1);
  };

  #send(dueMs: number): void {
    const { body, copies } = this.#nextRequest();
    for (let copy = 0; copy < copies; copy += 1) {
      this.#unanswered += 1;
      if (this.#isMeasured(dueMs)) {
        this.#offeredCount += 1;
        const lagMs = performance.now() - this.#startedMs - dueMs;
        this.#sendLag.record(Math.max(1, Math.round(lagMs * 1e6)));
      }
      this.#caller.send(body, (answer, response) => {
        this.#answered(dueMs, answer);
        this.#buyer?.answered(answer, response);
      });
    }
  }

  #answered(dueMs: number, answer: string): void {
    const nowMs = performance.now() - this.#startedMs;
    this.#unanswered -= 1;
    count(this.#totals, answer);
    if (this.#isMeasured(nowMs) && !this.#gaveUp) count(this.#measured, answer);
    if (this.#isMeasured(dueMs)) this.#latency.record(Math.round((nowMs - dueMs) * 1e6));
    if (this.#unanswered === 0 && this.#draining) this.#finish?.();
  }

  #draining = false;

  #drain(): void {
    this.#draining = true;
    if (this.#unanswered === 0) this.#finish?.();
    else setTimeout(() => this.#finish?.(), drainMaxMs).unref();
  }

  #isMeasured(ms: number): boolean {
    return ms >= this.#rampMs && ms < this.#rampMs + this.#stretch.seconds * 1_000;
  }

  get #gaveUp(): boolean {
    return this.#gaveUpAtMs !== undefined;
  }

  get #rampMs(): number {
    return this.#stretch.rampSeconds * 1_000;
  }

  get #unansweredMax(): number {
    return Math.max(unansweredMin, this.#stretch.ratePerSecond * backlogMaxSeconds);
  }

  #result(): StretchResult {
    if (this.#unanswered > 0) this.#totals.set("error:unanswered", this.#unanswered);
    const endMs = this.#gaveUpAtMs ?? this.#rampMs + this.#stretch.seconds * 1_000;
    const seconds = Math.max(0.1, (endMs - this.#rampMs) / 1_000);
    const perSecond = (prefix: string): number => sumOf(this.#measured, prefix) / seconds;
    const ms = (percentile: number): number => this.#latency.percentile(percentile) / 1e6;
    return {
      offeredPerSecond: this.#offeredCount / seconds,
      acceptedPerSecond: perSecond("accepted"),
      replayedPerSecond: perSecond("replayed"),
      refusedPerSecond: perSecond("refused"),
      errorsPerSecond: perSecond("error"),
      totals: Object.fromEntries(this.#totals),
      latencyMs: {
        p50: ms(50),
        p90: ms(90),
        p99: ms(99),
        "p99.9": ms(99.9),
        max: this.#latency.max / 1e6,
      },
      latencyGridMs: Array.from({ length: gridSteps }, (_, at) => ms(((at + 1) * 100) / gridSteps)),
      sendLagP99Ms: this.#sendLag.percentile(99) / 1e6,
      gaveUp: this.#gaveUp,
    };
  }
}

function count(counts: Map<string, number>, answer: string): void {
  counts.set(answer, (counts.get(answer) ?? 0) + 1);
}

function sumOf(counts: ReadonlyMap<string, number>, prefix: string): number {
  let sum = 0;
  for (const [answer, times] of counts) if (answer.startsWith(prefix)) sum += times;
  return sum;
}
