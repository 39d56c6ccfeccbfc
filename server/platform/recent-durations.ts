interface Sample {
  readonly atMs: number;
  readonly durationMs: number;
}

/** Enough for a 99th percentile, few enough to sort whenever somebody looks. */
const samplesMax = 512;

/** The durations of the last calls, at most 512 and none older than the window, for percentiles. */
export class RecentDurations {
  readonly #windowMs: number;
  readonly #samples: Sample[] = [];
  #next = 0;

  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  add(durationMs: number, nowMs: number): void {
    this.#samples[this.#next] = { atMs: nowMs, durationMs };
    this.#next = (this.#next + 1) % samplesMax;
  }

  /** For each share (0.99 is the 99th percentile) the duration that as many calls did not exceed; undefined without calls. */
  percentiles(shares: readonly number[], nowMs: number): readonly (number | undefined)[] {
    const sorted = this.#samples
      .filter(({ atMs }) => atMs > nowMs - this.#windowMs)
      .map(({ durationMs }) => durationMs)
      .toSorted((a, b) => a - b);
    return shares.map((share) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]);
  }
}
