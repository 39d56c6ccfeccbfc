import { Code, ConnectError } from "@connectrpc/connect";
import {
  BadPosition,
  DiskNearlyFull,
  Dropped,
  QueueFull,
  StorageUnavailable,
} from "../storage/storage.ts";
import { invalidArgument, overloaded, refused } from "./errors.ts";
import { notOurs } from "./page-token.ts";

/** How long a caller waits before it tries a storage again that refuses or has failed. */
const unavailableRetryMs = 1_000;

/**
 * What the caller of a call hears when the storage threw. A command that was dropped ends as its call did: cancelled,
 * past its deadline, or cut off by the server. Errors that the storage does not announce are bugs and stay as they are.
 */
export function storageError(error: unknown, signal: Pick<AbortSignal, "reason">): unknown {
  if (error instanceof QueueFull) return overloaded("too many commands wait", error.retryAfterMs);
  if (error instanceof DiskNearlyFull) {
    return overloaded("the disk is nearly full", error.retryAfterMs);
  }
  if (error instanceof Dropped) return dropped(signal.reason);
  if (error instanceof BadPosition) {
    return invalidArgument([{ field: "page_token", ...notOurs }]);
  }
  if (error instanceof StorageUnavailable) return unavailable();
  return error;
}

function dropped(why: unknown): ConnectError {
  const code = why instanceof ConnectError ? why.code : Code.Canceled;
  const message = "the call ended before its command was decided; nothing was done";
  return refused({ code, reason: "DROPPED", message });
}

function unavailable(): ConnectError {
  return refused({
    code: Code.Unavailable,
    reason: "STORAGE_UNAVAILABLE",
    message: "the storage cannot be used now; try again, a write with the same idempotency key",
    retryAfterMs: unavailableRetryMs,
  });
}
