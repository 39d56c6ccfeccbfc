import { setTimeout as sleep } from "node:timers/promises";
import { Code, ConnectError } from "@connectrpc/connect";
import { RetryInfoSchema } from "#gen/google/rpc/error_details_pb.ts";
import type { Random } from "./random.ts";

/** What a patient caller needs: chance for the jitter, and when to give up for good. */
export interface Patience {
  readonly random: Random;
  readonly signal: AbortSignal;
}

const retriesMax = 3;
const backoffBaseMs = 100;
const backoffMaxMs = 2_000;
/** A server that asks for more than this is not waited for. */
const retryAfterMaxMs = 10_000;

/**
 * Codes that say: nothing was done, nor will be. After all others only the same key tells, and it is asked again.
 */
const definite: ReadonlySet<Code> = new Set([
  Code.InvalidArgument,
  Code.NotFound,
  Code.AlreadyExists,
  Code.FailedPrecondition,
  Code.Aborted,
  Code.PermissionDenied,
  Code.Unauthenticated,
  Code.ResourceExhausted,
]);

/** True for an error by which the server has refused: nothing was done. */
export function isRefusal(error: unknown): boolean {
  return error instanceof ConnectError && definite.has(error.code);
}

/**
 * Calls, and calls again up to 3 times: not before the RetryInfo of the error says, and after that with full jitter, so
 * that those who were refused together do not come back together. `call` must carry the same idempotency key each
 * time. Throws the last error; once the signal is aborted it makes no further call.
 */
export async function ask<T>(call: () => Promise<T>, patience: Patience): Promise<T> {
  for (let retry = 0; ; retry += 1) {
    patience.signal.throwIfAborted();
    try {
      return await call();
    } catch (error) {
      const waitMs = retryDelayMs(error, retry, patience.random);
      if (waitMs === undefined || patience.signal.aborted) throw error;
      await sleep(waitMs, undefined, { signal: patience.signal });
    }
  }
}

/** How long to wait before the next try; undefined when there is none. */
export function retryDelayMs(error: unknown, retry: number, random: Random): number | undefined {
  if (retry >= retriesMax || !(error instanceof ConnectError)) return undefined;
  const [info] = error.findDetails(RetryInfoSchema);
  if (info === undefined && definite.has(error.code)) return undefined;
  const { seconds = 0n, nanos = 0 } = info?.retryDelay ?? {};
  const atLeastMs = Number(seconds) * 1_000 + nanos / 1e6;
  if (atLeastMs > retryAfterMaxMs) return undefined;
  return atLeastMs + random() * Math.min(backoffMaxMs, backoffBaseMs * 2 ** retry);
}
