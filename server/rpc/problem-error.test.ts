import assert from "node:assert/strict";
import test from "node:test";
import { Code } from "@connectrpc/connect";
import { ErrorInfoSchema, PreconditionFailureSchema } from "#gen/google/rpc/error_details_pb.ts";
import type { Problem } from "../commands/problem.ts";
import { problemError } from "./problem-error.ts";

const outOfStock = { reason: "OUT_OF_STOCK", sku: "DROP-01", asked: 2, available: 1 } as const;
const unknownSku = { reason: "ITEM_NOT_FOUND", sku: "NONE" } as const;

function error(problems: readonly Problem[], replayed = false) {
  const thrown = problemError({ problems, replayed });
  const [info] = thrown.findDetails(ErrorInfoSchema);
  const [failure] = thrown.findDetails(PreconditionFailureSchema);
  assert(info !== undefined && failure !== undefined);
  return { code: thrown.code, message: thrown.rawMessage, info, preconditions: failure.violations };
}

test("a problem is told to people, and to programs with its values", () => {
  const { code, message, info, preconditions } = error([outOfStock]);
  assert.equal(code, Code.FailedPrecondition);
  assert.equal(message, "Out of stock: DROP-01, 2 asked, 1 left");
  assert.equal(info.reason, "OUT_OF_STOCK");
  assert.equal(info.domain, "sluice");
  assert.deepEqual(info.metadata, { sku: "DROP-01", asked: "2", available: "1" });
  assert.equal(preconditions.length, 1);
  assert.equal(preconditions[0]?.type, "OUT_OF_STOCK");
  assert.equal(preconditions[0]?.subject, "item/DROP-01");
  assert.equal(preconditions[0]?.description, message);
});

test("of several problems the strongest gives the code and the reason, and all are told", () => {
  const { code, message, info, preconditions } = error([outOfStock, unknownSku]);
  assert.equal(code, Code.NotFound);
  assert.equal(info.reason, "ITEM_NOT_FOUND");
  assert.equal(message, "Out of stock: DROP-01, 2 asked, 1 left; Unknown SKU: NONE");
  assert.deepEqual(
    preconditions.map(({ type }) => type),
    ["OUT_OF_STOCK", "ITEM_NOT_FOUND"],
  );
});

test("a refund that is too large says what was asked and what is available", () => {
  const problem = { reason: "REFUND_TOO_LARGE", paymentId: "p" } as const;
  const minorUnits = { askedMinorUnits: "12901", availableMinorUnits: "12900" };
  const amounts = { ...minorUnits, currencyCode: "EUR" };
  const { code, message, info, preconditions } = error([{ ...problem, ...amounts }]);
  assert.equal(code, Code.FailedPrecondition);
  assert.equal(message, "Refund too large: 129.01 EUR asked, 129.00 EUR available");
  const stored = error([{ ...problem, ...minorUnits }]).message;
  assert.match(
    stored,
    /^Refund too large: 12,901 minor units asked, 12,900 minor units available$/,
  );
  assert.deepEqual(info.metadata, { paymentId: "p", ...amounts });
  assert.equal(preconditions[0]?.subject, "payment/p");
});

test("a replayed refusal says so", () => {
  assert.equal(error([outOfStock], true).info.metadata["replayed"], "true");
  assert.equal(error([outOfStock]).info.metadata["replayed"], undefined);
});

test("each reason has its code", () => {
  const codes: readonly (readonly [Problem, Code])[] = [
    [{ reason: "USER_NOT_FOUND", userId: "u" }, Code.NotFound],
    [unknownSku, Code.NotFound],
    [{ reason: "ORDER_NOT_FOUND", orderId: "o" }, Code.NotFound],
    [{ reason: "PAYMENT_NOT_FOUND", paymentId: "p" }, Code.NotFound],
    [{ reason: "ATTEMPT_NOT_FOUND", paymentId: "p", attemptId: "a" }, Code.NotFound],
    [{ reason: "PAYMENT_OPEN", orderId: "o", paymentId: "p" }, Code.FailedPrecondition],
    [{ reason: "EMAIL_TAKEN", email: "a@b" }, Code.AlreadyExists],
    [{ reason: "SKU_TAKEN", sku: "A" }, Code.AlreadyExists],
    [{ reason: "IDEMPOTENCY_KEY_REUSED", idempotencyKey: "k" }, Code.AlreadyExists],
    [{ reason: "VERSION_STALE", expectedVersion: 1, actualVersion: 2 }, Code.Aborted],
    [{ reason: "SALE_NOT_OPEN", sku: "A", opensAtMs: 0 }, Code.FailedPrecondition],
    [{ reason: "ILLEGAL_MOVE", from: "paid", to: "cancelled" }, Code.FailedPrecondition],
    [{ reason: "MIXED_CURRENCIES", currencies: ["EUR", "USD"] }, Code.FailedPrecondition],
  ];
  for (const [problem, code] of codes) assert.equal(error([problem]).code, code, problem.reason);
});

test("a refusal of a hundred lines has a short message and a bounded list", () => {
  const { message, preconditions } = error(Array.from({ length: 300 }, () => outOfStock));
  assert(message.endsWith("; and 295 problems more"));
  assert(message.length < 300);
  assert.equal(preconditions.length, 100);
});
