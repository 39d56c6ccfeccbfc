import assert from "node:assert/strict";
import { test } from "node:test";
import { reasonsOf } from "../test/shop.ts";
import { approved, declined, notSent, PayingShop, unknown } from "../test/paying-shop.ts";

test("a part is given back by the channel that has it, then the rest", () => {
  const at = new PayingShop().paid();
  assert.equal(at.refund(500n).kind, "done");
  assert.deepEqual([at.attempt.channel, at.attempt.amountMinor], ["a", 500n]);
  assert.equal(at.payment.status, "captured");
  at.sendTo("a");
  at.hear(approved(500n));
  assert.deepEqual([at.payment.status, at.payment.refundedMinor], ["partially_refunded", 500n]);
  assert.equal(at.order.paymentStatus, "partially_refunded");
  at.refund(0n);
  assert.deepEqual([at.payment.status, at.attempt.amountMinor], ["refund_due", 1_500n]);
  at.sendTo("a");
  at.hear(unknown);
  at.hear(approved(1_500n), { source: "ask" });
  assert.deepEqual([at.payment.status, at.order.paymentStatus], ["refunded", "refunded"]);
  assert.equal(at.order.status, "paid");
});

test("no more is given back than is there, one refund at a time", () => {
  const at = new PayingShop();
  assert.equal(at.pay().kind, "done");
  assert.deepEqual(reasonsOf(at.refund(1n)), ["PAYMENT_NOT_REFUNDABLE"]);
  at.sendTo("a");
  at.hear(approved(2_000n));
  const tooMuch = at.refund(2_001n);
  assert(tooMuch.kind === "rejected");
  assert.deepEqual(tooMuch.problems, [
    {
      reason: "REFUND_TOO_LARGE",
      paymentId: at.payment.paymentId,
      currencyCode: "EUR",
      askedMinorUnits: "2001",
      availableMinorUnits: "2000",
    },
  ]);
  at.refund(2_000n);
  assert.deepEqual(reasonsOf(at.refund(1n)), ["REFUND_OPEN"]);
  at.sendTo("a");
  at.hear(approved(2_000n));
  assert.deepEqual(reasonsOf(at.refund(1n)), ["PAYMENT_NOT_REFUNDABLE"]);
});

test("refunds of one payment have an end", () => {
  const at = new PayingShop().paid();
  for (let time = 0; time < 20; time += 1) {
    at.refund(1n);
    at.sendTo("a");
    at.hear(approved(1n));
  }
  assert.deepEqual(reasonsOf(at.refund(1n)), ["TOO_MANY_REFUNDS"]);
  at.cancel();
  assert.equal(at.attempt.amountMinor, 1_980n);
});

test("a paid order that is called off gives back its stock and all of its money", () => {
  const at = new PayingShop().paid();
  at.refund(500n);
  at.sendTo("a");
  at.cancel();
  assert.deepEqual([at.order.status, at.order.paymentStatus], ["cancelled", "refund_due"]);
  assert.deepEqual(at.shop.counts("A"), [10, 0, 0]);
  assert.equal(at.shop.store.units.get(`${at.userId}\nA`), 0);
  at.hear(approved(500n));
  assert.deepEqual([at.attempt.amountMinor, at.attempt.due], [1_500n, true]);
  assert.equal(at.payment.nextStepAtMs, at.shop.nowMs);
  at.sendTo("a");
  at.hear(approved(1_500n));
  assert.equal(at.order.paymentStatus, "refunded");
});

test("a refund waits while another is out", () => {
  const at = new PayingShop().paid();
  at.refund(500n);
  at.sendTo("a");
  const first = at.attempt.attemptId;
  at.cancel();
  const second = at.payment.attempts.at(-1)?.attemptId;
  assert(second !== undefined && second !== first);
  const { paymentId } = at.payment;
  const send = { type: "send_attempt", paymentId, channel: "a", askAtMs: 0 } as const;
  assert.equal(at.shop.send({ ...send, attemptId: second }).kind, "nothing");
});

test("a refund that was declined or not sent is tried again by the same channel, eight times", () => {
  const at = new PayingShop().paid();
  at.cancel();
  at.sendTo("a");
  at.hear(notSent);
  for (let time = 0; time < 8; time += 1) {
    assert.deepEqual([at.attempt.status, at.attempt.channel], ["created", "a"]);
    at.sendTo("a");
    at.hear(declined(time % 2 === 0));
  }
  assert.throws(() => at.attempt);
  assert.equal(at.payment.nextStepAtMs, undefined);
  assert.match(at.payment.review?.reason ?? "", /declined 8 times/);
  at.resolve("ask_again");
  assert.deepEqual([at.attempt.amountMinor, at.payment.review], [2_000n, undefined]);
  at.sendTo("a");
  at.hear(approved(2_000n));
  assert.equal(at.order.paymentStatus, "refunded");
});

test("less given back than was due leaves the rest due, more is never counted", () => {
  const at = new PayingShop().paid();
  at.cancel();
  at.sendTo("a");
  at.hear(approved(800n));
  assert.deepEqual([at.payment.status, at.payment.refundedMinor], ["refund_due", 800n]);
  assert.deepEqual([at.attempt.amountMinor, at.attempt.due], [1_200n, true]);
  assert(at.payment.review !== undefined);
  at.sendTo("a");
  at.hear(approved(5_000n));
  assert.deepEqual([at.payment.status, at.payment.refundedMinor], ["refunded", 2_000n]);
});

test("what waits to go back shrinks when a channel gives back more than it was asked for", () => {
  for (const [given, waits] of [
    [1_200n, 800n],
    [2_500n, undefined],
  ] as const) {
    const at = new PayingShop().paid();
    at.refund(500n);
    at.sendTo("a");
    at.cancel();
    at.hear(approved(given));
    const last = at.payment.attempts.at(-1);
    if (waits === undefined)
      assert.deepEqual([at.payment.status, last?.status], ["refunded", "not_sent"]);
    else assert.deepEqual([at.payment.status, last?.amountMinor], ["refund_due", waits]);
    assert.equal(at.payment.nextStepAtMs, waits === undefined ? undefined : at.shop.nowMs);
    assert.match(at.payment.review?.reason ?? "", /went back, 5.00 EUR were asked for/);
  }
});
