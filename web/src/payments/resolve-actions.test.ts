import assert from "node:assert/strict";
import { test } from "node:test";
import { PaymentStatus } from "#gen/sluice/orders/v1/order_pb.ts";
import { AttemptKind, AttemptStatus } from "#gen/sluice/payments/v1/payment_pb.ts";
import { aPayment, anAttempt, euros } from "./a-payment.ts";
import { legalResolves, versionSeen } from "./resolve-actions.ts";

const refunding = (status: AttemptStatus) =>
  aPayment({
    status: PaymentStatus.REFUND_DUE,
    attempts: [anAttempt(), anAttempt({ kind: AttemptKind.REFUND, status })],
  });

const pending = (status: AttemptStatus, needsReview: boolean) =>
  aPayment({
    status: PaymentStatus.PENDING,
    captured: euros(0n),
    needsReview,
    attempts: [anAttempt({ status })],
  });

test("a verdict is only for a charge whose end is unknown and that is in review", () => {
  const verdicts = ["ask_again", "dismiss", "mark_charged", "mark_not_charged"];
  assert.deepEqual(legalResolves(pending(AttemptStatus.UNKNOWN, true)), verdicts);
  assert.deepEqual(legalResolves(pending(AttemptStatus.UNKNOWN, false)), ["ask_again"]);
  assert.deepEqual(legalResolves(pending(AttemptStatus.SENT, true)), ["ask_again", "dismiss"]);
});

test("no verdict is given on a refund", () => {
  const unknown = anAttempt({ kind: AttemptKind.REFUND, status: AttemptStatus.UNKNOWN });
  const payment = aPayment({ needsReview: true, attempts: [anAttempt(), unknown] });
  assert.deepEqual(legalResolves(payment), ["ask_again", "dismiss"]);
});

test("a refund that was given up can be tried again, one that succeeded cannot", () => {
  assert.deepEqual(legalResolves(refunding(AttemptStatus.DECLINED_HARD)), ["ask_again"]);
  assert.deepEqual(legalResolves(refunding(AttemptStatus.SUCCEEDED)), []);
});

test("a payment that is done takes nothing", () => {
  assert.deepEqual(legalResolves(aPayment()), []);
});

test("a decision names the version that was seen, unless something is out and moves it", () => {
  assert.equal(versionSeen(aPayment({ version: 4n })), 4n);
  assert.equal(versionSeen(pending(AttemptStatus.UNKNOWN, true)), 0n);
});
