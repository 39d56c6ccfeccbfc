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
import { failureText, serverText } from "./failure-text.ts";
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
  assert.deepEqual(
    violations?.map(({ field, description }) => [field, description]),
    [
      ["lines[2].quantity", violation.description],
      ["user_id", violation.description],
    ],
  );
});

function malformed(...fieldViolations: readonly { readonly reason: string }[]): ConnectError {
  const told = fieldViolations.map((each) => ({ field: "name", description: "is wrong", ...each }));
  const metadata = { violation_0_max: "200", violation_1_min: "1", violation_11_max: "7" };
  const details = [
    { desc: ErrorInfoSchema, value: { reason: "INVALID_ARGUMENT", metadata } },
    { desc: BadRequestSchema, value: { fieldViolations: told } },
  ];
  return new ConnectError("name: is wrong", Code.InvalidArgument, {}, details);
}

test("each violation has its reason, and its own values", () => {
  const { violations } = failureOf(malformed({ reason: "TOO_LONG" }, { reason: "OUT_OF_RANGE" }));
  assert.deepEqual(
    violations?.map(({ reason, values }) => [reason, values]),
    [
      ["TOO_LONG", { max: "200" }],
      ["OUT_OF_RANGE", { min: "1" }],
    ],
  );
});

test("a malformed request is told field by field, without the server's words when there are others for all of it", () => {
  const known = failureOf(malformed({ reason: "TOO_LONG" }, { reason: "BLANK" }));
  assert.equal(failureText(known, zh), "name 最多 200 个字符。 name 不能只有空白。");
  assert.equal(serverText(known, zh), undefined);
  assert.equal(failureText(known, uiWords.en), "name: is wrong");
  const newer = failureOf(malformed({ reason: "TOO_LONG" }, { reason: "OF_A_NEWER_SERVER" }));
  assert.equal(failureText(newer, zh), "请求中有不正确的内容");
  assert.equal(serverText(newer, zh), "name: is wrong");
});

test("what this page found out by itself is told in its language, the rest in the server's words", () => {
  const gone = failureOf(new TypeError("Failed to fetch"));
  assert.equal(failureText(gone, uiWords.en), "no answer from the server");
  assert.equal(failureText(gone, zh), "服务器没有应答");
  assert.equal(failureText(failureOf(new ConnectError("full", Code.Unknown)), zh), "full");
});

test("a refusal is told in the language of the page by its reason, with the server's words beside it", () => {
  const value = {
    reason: "OUT_OF_STOCK",
    metadata: { sku: "DROP-01", asked: "2", available: "1" },
  };
  const details = [{ desc: ErrorInfoSchema, value }];
  const message = "Out of stock: DROP-01, 2 asked, 1 left";
  const refused = failureOf(new ConnectError(message, Code.FailedPrecondition, {}, details));
  assert.equal(failureText(refused, zh), "库存不足：DROP-01 需要 2 件，剩余 1 件");
  assert.equal(serverText(refused, zh), message);
  assert.equal(failureText(refused, uiWords.en), message);
  assert.equal(serverText(refused, uiWords.en), undefined);
});

test("a reason that nobody translated, or that is none, leaves the server's words", () => {
  for (const reason of ["NEWER_THAN_THIS_PAGE", "toString", ""]) {
    const details = [{ desc: ErrorInfoSchema, value: { reason } }];
    const refused = failureOf(new ConnectError("no", Code.FailedPrecondition, {}, details));
    assert.equal(failureText(refused, zh), "no");
    assert.equal(serverText(refused, zh), undefined);
  }
});
