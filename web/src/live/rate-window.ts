/** Adds up what came in the last few seconds, in buckets: nothing is kept of the single things. */
export class RateWindow {
  readonly #bucketMs: number;
  readonly #buckets: { at: number; sum: number; count: number }[];

  /** A window of `bucketCount` buckets; the oldest leaves as a whole. */
  constructor(options: { readonly bucketMs: number; readonly bucketCount: number }) {
    this.#bucketMs = options.bucketMs;
    this.#buckets = Array.from({ length: options.bucketCount }, () => ({
      at: Number.NEGATIVE_INFINITY,
      sum: 0,
      count: 0,
    }));
  }

  /** Adds an amount at a time that is not before those added so far, in ms. */
  add(amount: number, atMs: number): void {
    const at = Math.floor(atMs / this.#bucketMs);
    const bucket = this.#buckets[at % this.#buckets.length];
    if (bucket === undefined) return;
    if (bucket.at !== at) Object.assign(bucket, { at, sum: 0, count: 0 });
    bucket.sum += amount;
    bucket.count += 1;
  }

  /** Sum and number of what was added in the window that ends now, the running bucket included. */
  total(nowMs: number): { readonly sum: number; readonly count: number } {
    const now = Math.floor(nowMs / this.#bucketMs);
    const total = { sum: 0, count: 0 };
    for (const { at, sum, count } of this.#buckets) {
      if (at > now || at <= now - this.#buckets.length) continue;
      total.sum += sum;
      total.count += count;
    }
    return total;
  }
}
