import type { Failure } from "../refresh/failure.ts";
import type { RefreshState } from "../refresh/refresh-state.ts";
import { asOfMsOf, isCurrent } from "./stream-state.ts";
import type { StreamState } from "./stream-state.ts";

/**
 * What a panel shows of something that the stream brings. `whole` says whether all of it is here: what a snapshot brought before it
 * broke stays unseen, the next one brings it whole.
 */
export function panelState<T>(
  state: StreamState,
  whole: boolean,
  data: T,
  nowMs: number,
): RefreshState<T> {
  const asOfMs = asOfMsOf(state) ?? nowMs;
  const failure = state.phase === "reconnecting" ? state.failure : quiet;
  const failing = { failure, sinceMs: asOfMs, failureCount: 1 };
  if (failure.kind === "denied") return { phase: "denied", ...failing };
  if (!whole) return state.phase === "reconnecting" ? { phase: "failed", ...failing } : loading;
  if (isCurrent(state)) return { phase: "fresh", data, asOfMs: nowMs, sinceMs: nowMs };
  return { phase: "stale", data, asOfMs, ...failing };
}

const loading = { phase: "loading" } as const;

const quiet: Failure = {
  kind: "unreachable",
  code: "UNAVAILABLE",
  message: "nothing comes from the server",
  own: "quiet",
  retryAfterMs: undefined,
};
