import { CountWindow } from "./count-window.ts";
import type { WindowCounts } from "./count-window.ts";

export type BreakerState = "closed" | "open" | "half_open";

export interface BreakerLimits {
  /** How far back calls count. */
  readonly windowMs: number;
  /** Fewer calls than this in the window say nothing. */
  readonly callsMin: number;
  /** Share of failed calls from which on it opens, above 0 and at most 1. */
  readonly failureShare: number;
  /** How long it stays open at least; up to half of that is added by chance, so that many breakers do not probe together. */
  readonly openMs: number;
  /** Probes at once when half-open, and how many must succeed to close it. */
  readonly probesMax: number;
}

export interface BreakerOptions {
  readonly limits: BreakerLimits;
  /** Milliseconds, never backwards. */
  readonly clock: () => number;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly onChange?: (state: BreakerState) => void;
}

/** The right to make one call. Settle it once; what comes after that is not heard. */
export interface Permit {
  readonly succeeded: () => void;
  readonly failed: () => void;
  /** It went well, and says no more than that somebody is there: a probe has passed, but a closed breaker does not count it. */
  readonly answered: () => void;
  /** The call was not made after all. */
  readonly abandoned: () => void;
}

type Verdict = "succeeded" | "failed" | "answered" | "abandoned";

/**
 * A circuit breaker (M. Nygard, "Release It!"). Closed: calls go and are counted; when too large a share of a window fails
 * it opens. Open: no call goes until its time is over. Half-open, from the first call after that: a few probes go at a
 * time; when enough of them succeed it closes, when one fails it opens again.
 *
 * There is no timer: an open breaker whose time is over stays open until somebody wants to call. Results of calls from
 * before a change of state are not heard after it: an old timeout must not open what a probe has just closed.
 */
export class Breaker {
  readonly #options: BreakerOptions;
  readonly #window: CountWindow;
  #state: BreakerState = "closed";
  #openUntilMs = 0;
  #period = 0;
  #probesOut = 0;
  #probesPassed = 0;

  constructor(options: BreakerOptions) {
    this.#options = options;
    this.#window = new CountWindow(options.limits.windowMs);
  }

  get state(): BreakerState {
    return this.#state;
  }

  /** When the first probe may go; undefined unless it is open. */
  get openUntilMs(): number | undefined {
    return this.#state === "open" ? this.#openUntilMs : undefined;
  }

  counts(): WindowCounts {
    return this.#window.counts(this.#options.clock());
  }

  /** True when `admit` would give a permit now. */
  admits(): boolean {
    if (this.#state === "open") return this.#options.clock() >= this.#openUntilMs;
    return this.#state === "closed" || this.#probesOut < this.#options.limits.probesMax;
  }

  /** The right to make one call; undefined when none may go. */
  admit(): Permit | undefined {
    if (!this.admits()) return undefined;
    if (this.#state === "open") this.#move("half_open");
    if (this.#state === "half_open") this.#probesOut += 1;
    return this.#permit(this.#period);
  }

  /** The right to make one call whatever the state. It counts as long as the breaker is closed, and is no probe. */
  force(): Permit {
    const period = this.#state === "closed" ? this.#period : undefined;
    return this.#permit(period);
  }

  #permit(period: number | undefined): Permit {
    let settled = false;
    const settle = (verdict: Verdict) => (): void => {
      if (settled) return;
      settled = true;
      if (period === this.#period) this.#hear(verdict);
    };
    return {
      succeeded: settle("succeeded"),
      failed: settle("failed"),
      answered: settle("answered"),
      abandoned: settle("abandoned"),
    };
  }

  #hear(verdict: Verdict): void {
    if (verdict === "succeeded" || verdict === "failed")
      this.#window.add(verdict === "failed", this.#options.clock());
    if (this.#state === "half_open") this.#hearProbe(verdict);
    else if (this.#isTooBad()) this.#open();
  }

  #hearProbe(verdict: Verdict): void {
    this.#probesOut -= 1;
    if (verdict === "failed") return this.#open();
    if (verdict === "abandoned") return;
    this.#probesPassed += 1;
    if (this.#probesPassed < this.#options.limits.probesMax) return;
    this.#window.clear();
    this.#move("closed");
  }

  #isTooBad(): boolean {
    const { callsMin, failureShare } = this.#options.limits;
    const { calls, failures } = this.counts();
    return calls >= callsMin && failures >= failureShare * calls;
  }

  #open(): void {
    const { limits, clock, random } = this.#options;
    this.#openUntilMs = Math.ceil(clock() + limits.openMs * (1 + random() / 2));
    this.#move("open");
  }

  #move(state: BreakerState): void {
    this.#state = state;
    this.#period += 1;
    this.#probesOut = 0;
    this.#probesPassed = 0;
    this.#options.onChange?.(state);
  }
}
