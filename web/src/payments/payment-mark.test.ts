import assert from "node:assert/strict";
import { test } from "node:test";
import { PaymentStatus } from "#gen/sluice/orders/v1/order_pb.ts";
import { AttemptStatus } from "#gen/sluice/payments/v1/payment_pb.ts";
import { attemptMark, paymentMark } from "./payment-mark.ts";
import { paymentWords } from "./payment-words.ts";

const { en } = paymentWords;

test("what is not known of an attempt asks for attention, and what was declined does not", () => {
  assert.deepEqual(attemptMark(AttemptStatus.UNKNOWN, en), {
    word: "Outcome unknown",
    shape: "triangle",
    tone: "attention",
  });
  assert.equal(attemptMark(AttemptStatus.DECLINED_HARD, en).tone, "plain");
});

test("a payment that took money is told by its shape from one that did not", () => {
  const shapes = [PaymentStatus.CAPTURED, PaymentStatus.FAILED, PaymentStatus.PENDING].map(
    (status) => paymentMark(status, en).shape,
  );
  assert.equal(new Set(shapes).size, 3);
});

test("a status that is newer than this page is unknown to it", () => {
  assert.equal(paymentMark(99 as PaymentStatus, en).word, "Unknown");
  assert.equal(attemptMark(99 as AttemptStatus, en).word, "Unknown");
});
