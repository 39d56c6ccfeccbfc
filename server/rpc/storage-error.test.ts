import assert from "node:assert/strict";
import test from "node:test";
import { Code, ConnectError } from "@connectrpc/connect";
import { BadRequestSchema, RetryInfoSchema } from "#gen/google/rpc/error_details_pb.ts";
import {
  BadPosition,
  DiskNearlyFull,
  Dropped,
  QueueFull,
  StorageUnavailable,
} from "../storage/storage.ts";
import { storageError } from "./storage-error.ts";

function mapped(error: Error, signal = new AbortController().signal): ConnectError {
  const result = storageError(error, signal);
  assert(result instanceof ConnectError);
  return result;
}

test("a full queue and a full disk are refusals that say when to come back", () => {
  for (const error of [new QueueFull(8, 1_500), new DiskNearlyFull(1, 2, 1_500)]) {
    const refusal = mapped(error);
    assert.equal(refusal.code, Code.ResourceExhausted);
    const [retry] = refusal.findDetails(RetryInfoSchema);
    assert.equal(retry?.retryDelay?.seconds, 1n);
    assert.equal(retry.retryDelay.nanos, 500_000_000);
  }
});

test("a dropped command ends as its call did", () => {
  const late = AbortSignal.abort(new ConnectError("late", Code.DeadlineExceeded));
  assert.equal(mapped(new Dropped("gone"), late).code, Code.DeadlineExceeded);
  assert.equal(mapped(new Dropped("gone"), AbortSignal.abort()).code, Code.Canceled);
});

test("a storage that failed is unavailable, and tells nothing of its inside", () => {
  const error = mapped(new StorageUnavailable("EIO: /var/lib/sluice"));
  assert.equal(error.code, Code.Unavailable);
  assert.doesNotMatch(error.rawMessage, /EIO|var/);
});

test("a position that the storage refuses is a violation of page_token", () => {
  const error = mapped(new BadPosition("x"));
  assert.equal(error.code, Code.InvalidArgument);
  const [badRequest] = error.findDetails(BadRequestSchema);
  assert.equal(badRequest?.fieldViolations[0]?.field, "page_token");
});

test("an error that the storage does not announce stays what it is", () => {
  const bug = new TypeError("x is not a function");
  assert.equal(storageError(bug, new AbortController().signal), bug);
});
