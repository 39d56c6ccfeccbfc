import { retryDelayMs } from "../live/backoff.ts";
import { failureOf } from "./failure.ts";
import type { Failure } from "./failure.ts";

export interface PersistOptions {
  readonly signal: AbortSignal;
  /** Calls in all. */
  readonly attemptsMax: number;
  /** Resolves after a delay, or as soon as the signal aborts. */
  readonly wait: (delayMs: number, signal: AbortSignal) => Promise<void>;
  /** 0 to 1. */
  readonly chance: () => number;
  /** Told of each call that failed and is made again after a delay. */
  readonly onRetry?: (retry: Retry) => void;
}

export interface Retry {
  readonly failure: Failure;
  /** Calls that failed in a row, from 1. */
  readonly attempt: number;
  readonly delayMs: number;
}

/** How a call ended that was made as often as it took. */
export type Persisted<T> =
  | { readonly kind: "answered"; readonly value: T }
  | { readonly kind: "failed"; readonly failure: Failure }
  /** Called off. The last call may have arrived. */
  | { readonly kind: "stopped" };

/**
 * Calls until there is an answer, as long as the failure is one that passes: nobody answered, or the server asked for patience. What
 * is called must be safe to repeat: a read, or a write with an idempotency key that stays the same.
 */
export async function persist<T>(
  call: (signal: AbortSignal) => Promise<T>,
  options: PersistOptions,
): Promise<Persisted<T>> {
  const { signal, attemptsMax, wait, chance, onRetry = () => {} } = options;
  for (let attempt = 1; ; attempt += 1) {
    if (signal.aborted) return { kind: "stopped" };
    try {
      return { kind: "answered", value: await call(signal) };
    } catch (error) {
      if (signal.aborted) return { kind: "stopped" };
      const failure = failureOf(error);
      if (!passes(failure) || attempt >= attemptsMax) return { kind: "failed", failure };
      const delayMs = retryDelayMs({ ...failure, attempt, chance: chance() });
      onRetry({ failure, attempt, delayMs });
      await wait(delayMs, signal);
    }
  }
}

/** True for a failure that may be over soon. */
function passes({ kind, retryAfterMs }: Failure): boolean {
  return kind === "unreachable" || (kind === "refused" && retryAfterMs !== undefined);
}

/** Waits on the browser's timer. */
export function waitMs(delayMs: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const end = (): void => {
    clearTimeout(timer);
    signal.removeEventListener("abort", end);
    resolve();
  };
  const timer = setTimeout(end, delayMs);
  signal.addEventListener("abort", end);
  if (signal.aborted) end();
  return promise;
}
