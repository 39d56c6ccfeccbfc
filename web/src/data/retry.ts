import type { Failure } from "../refresh/failure.ts";

/** A read that failed so often in a row is shown as failed; "Retry now" begins again. */
const retriesMax = 3;
const firstMs = 500;
const longestMs = 5_000;

/** Whether a read that failed is worth another try by itself: nobody answered in time, or the server named a time. */
export function shouldRetry(failureCount: number, { code, retryAfterMs }: Failure): boolean {
  if (failureCount >= retriesMax) return false;
  if (code === "RESOURCE_EXHAUSTED") return retryAfterMs !== undefined;
  return code === "UNAVAILABLE" || code === "DEADLINE_EXCEEDED";
}

/**
 * Wait in ms before try `attempt` (from 0): doubles from 0.5 s to 5 s, of which a part is left to `chance`, 0 to 1. Never less than
 * the server asked for.
 */
export function retryWaitMs(
  attempt: number,
  { retryAfterMs = 0 }: Failure,
  chance: number,
): number {
  const limitMs = Math.min(longestMs, firstMs * 2 ** Math.min(attempt, 30));
  return retryAfterMs + limitMs * (0.5 + chance / 2);
}
