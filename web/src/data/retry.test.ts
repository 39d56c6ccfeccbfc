import assert from "node:assert/strict";
import { test } from "node:test";
import type { Failure } from "../refresh/failure.ts";
import { retryWaitMs, shouldRetry } from "./retry.ts";

const failure = (code: string, retryAfterMs?: number): Failure => ({
  kind: "refused",
  code,
  message: "",
  retryAfterMs,
});

test("only what passes by itself is tried again", () => {
  const codes = ["UNAVAILABLE", "DEADLINE_EXCEEDED", "RESOURCE_EXHAUSTED", "NOT_FOUND", "INTERNAL"];
  assert.deepEqual(
    codes.map((code) => shouldRetry(0, failure(code))),
    [true, true, false, false, false],
  );
  assert(shouldRetry(0, failure("RESOURCE_EXHAUSTED", 200)));
  assert(!shouldRetry(0, failure("PERMISSION_DENIED", 200)));
});

test("a read is given up after three tries more", () => {
  const unavailable = failure("UNAVAILABLE");
  assert.deepEqual(
    [2, 3].map((count) => shouldRetry(count, unavailable)),
    [true, false],
  );
});

test("waits grow, are spread, and are never shorter than the server asked for", () => {
  const none = failure("UNAVAILABLE");
  assert.deepEqual(
    [0, 1, 2, 9, 5_000].map((attempt) => retryWaitMs(attempt, none, 1)),
    [500, 1_000, 2_000, 5_000, 5_000],
  );
  assert.equal(retryWaitMs(0, none, 0), 250);
  assert.equal(retryWaitMs(0, failure("RESOURCE_EXHAUSTED", 3_000), 0), 3_250);
});
