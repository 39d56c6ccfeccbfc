import type { Failure } from "./failure.ts";

/** What is known about one thing that is read again and again. Times are the browser's, in ms since 1970. */
export type RefreshState<T> =
  /** Nothing was ever answered, and nothing failed. */
  | { readonly phase: "loading" }
  /** The last read was answered at `asOfMs`; the reads since `sinceMs` all were. */
  | {
      readonly phase: "fresh";
      readonly data: T;
      readonly asOfMs: number;
      readonly sinceMs: number;
    }
  /** There is data, and reads have failed since `sinceMs`. */
  | (Failing & { readonly phase: "stale"; readonly data: T; readonly asOfMs: number })
  /** There is no data, and reads have failed since `sinceMs`. */
  | (Failing & { readonly phase: "failed" })
  /** We may not see it. What was seen before is dropped. */
  | (Failing & { readonly phase: "denied" });

interface Failing {
  readonly failure: Failure;
  readonly sinceMs: number;
  /** Reads that failed in a row, from 1. */
  readonly failureCount: number;
}

/** How one read ended. */
export type RefreshEvent<T> =
  | { readonly type: "answered"; readonly data: T; readonly atMs: number }
  | { readonly type: "failed"; readonly failure: Failure; readonly atMs: number };

/** Time between an answer and the next read. */
export const refreshEveryMs = 2_000;
const failedDelayMaxMs = 10_000;
/** Data older than this counts as old even if no read has failed yet: three reads should have come. */
const oldAfterMs = 3 * refreshEveryMs;

/** The state after one more read. */
export function transition<T>(state: RefreshState<T>, event: RefreshEvent<T>): RefreshState<T> {
  if (event.type === "answered") {
    const sinceMs = state.phase === "fresh" ? state.sinceMs : event.atMs;
    return { phase: "fresh", data: event.data, asOfMs: event.atMs, sinceMs };
  }
  const { failure, atMs } = event;
  const wasFailing = "failure" in state;
  const failing: Failing = {
    failure,
    sinceMs: wasFailing ? state.sinceMs : atMs,
    failureCount: wasFailing ? state.failureCount + 1 : 1,
  };
  if (failure.kind === "denied") return { phase: "denied", ...failing };
  if (!("data" in state)) return { phase: "failed", ...failing };
  return { phase: "stale", ...failing, data: state.data, asOfMs: state.asOfMs };
}

/** Wait before the next read: doubles with each failure in a row, and never less than the server asked for. */
export function nextDelayMs(state: RefreshState<unknown>): number {
  if (state.phase === "loading") return 0;
  if (state.phase === "fresh") return refreshEveryMs;
  const backoffMs = Math.min(refreshEveryMs * 2 ** (state.failureCount - 1), failedDelayMaxMs);
  return Math.max(backoffMs, state.failure.retryAfterMs ?? 0);
}

/** True when what is shown must look old: reads fail, or none was answered for three intervals. */
export function isOld(state: RefreshState<unknown>, nowMs: number): boolean {
  if (state.phase === "fresh") return nowMs - state.asOfMs > oldAfterMs;
  return state.phase === "stale";
}

/** The data of a state, if it has any. */
export function dataOf<T>(state: RefreshState<T>): T | undefined {
  return "data" in state ? state.data : undefined;
}
