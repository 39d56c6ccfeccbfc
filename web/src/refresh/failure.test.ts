import assert from "node:assert/strict";
import { test } from "node:test";
import { Code, ConnectError } from "@connectrpc/connect";
import { RetryInfoSchema } from "#gen/google/rpc/error_details_pb.ts";
import { failureOf } from "./failure.ts";

test("a fetch without an answer is a server that cannot be reached", () => {
  const failure = failureOf(ConnectError.from(new TypeError("Failed to fetch"), Code.Internal));
  assert.equal(failure.kind, "unreachable");
  assert.equal(failure.code, "UNAVAILABLE");
  assert.equal(failure.message, "no answer from the server");
});

test("a call that ran out of time counts as not reachable and keeps its code", () => {
  const failure = failureOf(new ConnectError("too late", Code.DeadlineExceeded));
  assert.deepEqual([failure.kind, failure.code], ["unreachable", "DEADLINE_EXCEEDED"]);
});

test("missing rights are told apart from other refusals", () => {
  assert.equal(failureOf(new ConnectError("no", Code.PermissionDenied)).kind, "denied");
  assert.equal(failureOf(new ConnectError("who", Code.Unauthenticated)).kind, "denied");
  assert.equal(failureOf(new ConnectError("bug", Code.Internal)).kind, "refused");
});

test("the delay that an overloaded server asks for is read", () => {
  const value = { retryDelay: { seconds: 1n, nanos: 500_000_000 } };
  const detail = { desc: RetryInfoSchema, value };
  const error = new ConnectError("full", Code.ResourceExhausted, undefined, [detail]);
  assert.equal(failureOf(error).retryAfterMs, 1_500);
});

test("a refusal without words still says something", () => {
  assert.equal(failureOf(new ConnectError("", Code.Unknown)).message, "the server gave no reason");
});
