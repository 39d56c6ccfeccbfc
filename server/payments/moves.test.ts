import assert from "node:assert/strict";
import { test } from "node:test";
import { mayMove } from "../orders/moves.ts";
import { attemptMoves, paymentMoves } from "./moves.ts";
import { isOpen } from "./payment.ts";
import type { AttemptStatus, PaymentStatus } from "./payment.ts";

const payments = Object.keys(paymentMoves) as PaymentStatus[];
const attempts = Object.keys(attemptMoves) as AttemptStatus[];

test("an attempt that has ended stays as it is, and an open one can end", () => {
  for (const status of attempts) {
    assert.equal(attemptMoves[status].length > 0, isOpen(status), status);
  }
});

test("an unknown attempt goes to an end alone: never back, and never to be sent again", () => {
  assert(attemptMoves.unknown.every((to) => !isOpen(to)));
});

test("money is only there after a success that followed a sending", () => {
  const before = attempts.filter((from) => mayMove(attemptMoves, from, "succeeded"));
  assert.deepEqual(before, ["sent", "unknown"]);
});

test("a payment fails only before it is captured, and what was captured ends as refunded", () => {
  const before = payments.filter((from) => mayMove(paymentMoves, from, "failed"));
  assert.deepEqual(before, ["pending", "authorized"]);
  assert.deepEqual(paymentMoves.refund_due, ["refunded"]);
  for (const end of ["refunded", "failed", "voided"] as const) {
    assert.deepEqual(paymentMoves[end], []);
  }
});

test("no payment moves to the state it is in, and every state can be reached", () => {
  const reached = new Set<PaymentStatus>(["pending"]);
  for (const from of reached) for (const to of paymentMoves[from]) reached.add(to);
  assert.deepEqual([...reached].toSorted(), payments.toSorted());
  for (const status of payments) assert(!mayMove(paymentMoves, status, status), status);
});
