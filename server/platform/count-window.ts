/** Calls that ended lately, and those of them that failed. */
export interface WindowCounts {
  readonly calls: number;
  readonly failures: number;
}

interface Bucket {
  slot: number;
  calls: number;
  failures: number;
}

const bucketCount = 10;
const never = Number.NEGATIVE_INFINITY;

/**
 * Counts calls over the last `windowMs`, in tenths of it: the memory is the same at any rate, and what is old leaves a
 * tenth at a time instead of all at once. Time is an argument and must not go backwards.
 */
export class CountWindow {
  readonly #bucketMs: number;
  readonly #buckets: readonly Bucket[];

  constructor(windowMs: number) {
    this.#bucketMs = windowMs / bucketCount;
    this.#buckets = Array.from({ length: bucketCount }, () => ({
      slot: never,
      calls: 0,
      failures: 0,
    }));
  }

  add(failed: boolean, nowMs: number): void {
    const slot = this.#slotAt(nowMs);
    const bucket = this.#buckets[slot % bucketCount];
    if (bucket === undefined) return;
    if (bucket.slot !== slot) Object.assign(bucket, { slot, calls: 0, failures: 0 });
    bucket.calls += 1;
    if (failed) bucket.failures += 1;
  }

  counts(nowMs: number): WindowCounts {
    const oldest = this.#slotAt(nowMs) - bucketCount + 1;
    const live = this.#buckets.filter(({ slot }) => slot >= oldest);
    return {
      calls: live.reduce((sum, { calls }) => sum + calls, 0),
      failures: live.reduce((sum, { failures }) => sum + failures, 0),
    };
  }

  clear(): void {
    for (const bucket of this.#buckets) bucket.slot = never;
  }

  #slotAt(nowMs: number): number {
    return Math.floor(nowMs / this.#bucketMs);
  }
}
