export interface RetryBudgetLimits {
  /** Retries that may be made at once, and the most that can be saved up. */
  readonly tokensMax: number;
  /** What one first call earns, in retries: 0.1 lets one call in ten be made again. */
  readonly tokensPerCall: number;
}

/**
 * Keeps retries to a share of the calls. Without it a callee that fails half of its calls gets three times the load from
 * callers who try three times, just when it can take the least. Starts full.
 */
export class RetryBudget {
  readonly #limits: RetryBudgetLimits;
  #tokens: number;

  constructor(limits: RetryBudgetLimits) {
    this.#limits = limits;
    this.#tokens = limits.tokensMax;
  }

  /** A first call is made. */
  earn(): void {
    const { tokensMax, tokensPerCall } = this.#limits;
    this.#tokens = Math.min(tokensMax, this.#tokens + tokensPerCall);
  }

  /** True when a retry may be made; it is then paid for. */
  spend(): boolean {
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
