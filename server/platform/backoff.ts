export interface BackoffLimits {
  /** Longest wait before the first retry; doubled for each that follows. */
  readonly baseMs: number;
  /** Longest wait before any. */
  readonly maxMs: number;
}

/**
 * How long to wait before a retry, the first being number 0: anything from nothing to a limit that doubles each time. The
 * whole of it is chance ("full jitter"): callers who failed together would come back together from any fixed part.
 * Source: "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
 */
export function backoffMs(retry: number, limits: BackoffLimits, random: () => number): number {
  return random() * Math.min(limits.maxMs, limits.baseMs * 2 ** retry);
}
