import { failureOf } from "../refresh/failure.ts";
import type { RefreshState } from "../refresh/refresh-state.ts";

/** What of a query is looked at, as TanStack Query has it. */
export interface QueryLike<T> {
  readonly data: T | undefined;
  readonly dataUpdatedAt: number;
  /** Set once it is not tried again by itself. */
  readonly error: unknown;
  readonly errorUpdatedAt: number;
  readonly failureCount: number;
}

/** What is known of something that a query reads, for panels. An answer does not grow old by itself: what moves comes by the stream. */
export function queryState<T>(query: QueryLike<T>, nowMs: number): RefreshState<T> {
  const { data, dataUpdatedAt, error, errorUpdatedAt, failureCount } = query;
  if (error === null) {
    if (data === undefined) return { phase: "loading" };
    return { phase: "fresh", data, asOfMs: nowMs, sinceMs: dataUpdatedAt };
  }
  const failure = failureOf(error);
  const failing = { failure, sinceMs: errorUpdatedAt, failureCount: Math.max(1, failureCount) };
  if (failure.kind === "denied") return { phase: "denied", ...failing };
  if (data === undefined) return { phase: "failed", ...failing };
  return { phase: "stale", data, asOfMs: dataUpdatedAt, ...failing };
}
