import assert from "node:assert/strict";
import { test } from "node:test";
import { Code, ConnectError } from "@connectrpc/connect";
import {
  BadRequestSchema,
  ErrorInfoSchema,
  RetryInfoSchema,
} from "#gen/google/rpc/error_details_pb.ts";
import { uiWords } from "../ui/words.ts";
import { zh } from "../ui/words.zh.ts";
import { failureText } from "./failure-text.ts";
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

test("the reason, what belongs to it, and the reference to the log are read", () => {
  const value = { reason: "INTERNAL", metadata: { reference_id: "ref-7", sku: "DROP-01" } };
  const details = [{ desc: ErrorInfoSchema, value }];
  const failure = failureOf(new ConnectError("bug", Code.Internal, undefined, details));
  assert.deepEqual([failure.reason, failure.referenceId], ["INTERNAL", "ref-7"]);
  assert.equal(failure.metadata?.["sku"], "DROP-01");
  assert.equal(failureOf(new ConnectError("bug", Code.Internal)).referenceId, undefined);
});

test("every field that is wrong is told with its path", () => {
  const violation = { field: "lines[2].quantity", description: "must be 1 to 1,000" };
  const details = [
    { desc: BadRequestSchema, value: { fieldViolations: [violation] } },
    { desc: BadRequestSchema, value: { fieldViolations: [{ ...violation, field: "user_id" }] } },
  ];
  const { violations } = failureOf(new ConnectError("bad", Code.InvalidArgument, {}, details));
  assert.deepEqual(violations, [violation, { ...violation, field: "user_id" }]);
});

test("what this page found out by itself is told in its language, the rest in the server's words", () => {
  const gone = failureOf(new TypeError("Failed to fetch"));
  assert.equal(failureText(gone, uiWords.en), "no answer from the server");
  assert.equal(failureText(gone, zh), "服务器没有应答");
  assert.equal(failureText(failureOf(new ConnectError("full", Code.Unknown)), zh), "full");
});
