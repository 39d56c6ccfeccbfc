import assert from "node:assert/strict";
import { test } from "node:test";
import { PaymentStatus } from "#gen/sluice/orders/v1/order_pb.ts";
import { AttemptKind, AttemptStatus } from "#gen/sluice/payments/v1/payment_pb.ts";
import { aPayment, anAttempt, euros } from "./a-payment.ts";
import { isRefundable, paymentLeft, waitsForChannel } from "./payment-left.ts";

const refund = (status: AttemptStatus) =>
  anAttempt({ kind: AttemptKind.REFUND, status, amount: euros(1_000n) });

const waits = (...attempts: ReturnType<typeof anAttempt>[]) =>
  waitsForChannel(aPayment({ status: PaymentStatus.PENDING, attempts }));

test("what is left is what was captured less what went back and what is on its way", () => {
  const payment = aPayment({
    refunded: euros(500n),
    attempts: [anAttempt(), refund(AttemptStatus.UNKNOWN), refund(AttemptStatus.DECLINED_SOFT)],
  });
  assert.deepEqual(paymentLeft(payment), { underWay: 1_000n, left: 2_498n });
});

test("a refund is offered while money is left and no other refund is on its way", () => {
  assert.equal(isRefundable(aPayment()), true);
  assert.equal(isRefundable(aPayment({ status: PaymentStatus.PARTIALLY_REFUNDED })), true);
  for (const status of [AttemptStatus.CREATED, AttemptStatus.SENT, AttemptStatus.UNKNOWN])
    assert.equal(isRefundable(aPayment({ attempts: [anAttempt(), refund(status)] })), false);
  assert.equal(isRefundable(aPayment({ refunded: euros(3_998n) })), false);
  for (const status of [PaymentStatus.PENDING, PaymentStatus.REFUND_DUE, PaymentStatus.FAILED])
    assert.equal(isRefundable(aPayment({ status })), false);
});

test("a payment waits once a channel was looked for in vain, not before", () => {
  const created = { status: AttemptStatus.CREATED, channel: "" } as const;
  assert.equal(waits(anAttempt(created)), false);
  assert.equal(waits(anAttempt({ ...created, detail: "no channel takes charges" })), true);
  assert.equal(waits(anAttempt({ status: AttemptStatus.NOT_SENT }), anAttempt(created)), true);
  assert.equal(waits(anAttempt({ status: AttemptStatus.SENT })), false);
});
