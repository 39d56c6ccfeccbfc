const firstMs = 500;
const longestMs = 10_000;
/** A refusal for good is asked about again, but not soon: somebody has to change something first. */
const refusedMs = 30_000;

/**
 * Wait in ms before the next call after `attempt` (from 1) calls in a row failed: anything up to a limit that doubles from 0.5 s to
 * 10 s ("full jitter": those who lost the same server do not come back at the same moment). Never less than the server asked
 * for; then the jitter goes on top. `chance` is 0 to 1.
 */
export function retryDelayMs(options: {
  readonly attempt: number;
  readonly kind: "unreachable" | "denied" | "refused";
  readonly retryAfterMs: number | undefined;
  readonly chance: number;
}): number {
  const { attempt, kind, retryAfterMs = 0, chance } = options;
  if (kind !== "unreachable" && retryAfterMs === 0) return refusedMs;
  const limitMs = Math.min(longestMs, firstMs * 2 ** Math.min(attempt - 1, 30));
  return retryAfterMs + chance * limitMs;
}
