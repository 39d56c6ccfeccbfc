import assert from "node:assert/strict";
import { test } from "node:test";
import { present } from "../core/assert.ts";
import { reasonsOf } from "../test/shop.ts";
import { approved, declined, PayingShop, unknown } from "../test/paying-shop.ts";
import type { Attempt, Payment } from "./payment.ts";

/** An order of two for 20.00 EUR whose first charge, at channel "a", was declined. */
function declinedAt(soft: boolean): { readonly at: PayingShop; readonly charge: Attempt } {
  const at = new PayingShop();
  at.pay();
  at.sendTo("a");
  const { attempt } = at;
  at.hear(declined(soft));
  return { at, charge: attempt };
}

function payments(at: PayingShop): readonly Payment[] {
  return [...at.shop.store.payments.values()];
}

/** What "a" says about its charge after all. */
function sayTaken(at: PayingShop, { attemptId }: Attempt, minorUnits = 2_000n) {
  const [first] = payments(at);
  return at.shop.send({
    type: "record_attempt",
    paymentId: present(first, "the first payment").paymentId,
    attemptId,
    result: approved(minorUnits),
    source: "callback",
    nextStepAtMs: at.shop.nowMs,
  });
}

/** The charge of the first payment, as it is now. */
function chargeNow(at: PayingShop, { attemptId }: Attempt): Attempt {
  const attempts = payments(at)[0]?.attempts ?? [];
  return present(
    attempts.find((each) => each.attemptId === attemptId),
    "the charge",
  );
}

test("a charge that was declined and taken after all pays its order, by a payment of its own", () => {
  const { at, charge } = declinedAt(false);
  assert.equal(at.order.status, "placed");
  const { headSeq } = at;
  assert.equal(sayTaken(at, charge).kind, "done");
  assert.deepEqual(at.kindsSince(headSeq), [
    "payment.review_opened",
    "payment.created",
    "payment.authorized",
    "payment.captured",
    "order.paid",
  ]);
  const [first, late] = payments(at);
  assert(first && late);
  assert.deepEqual([first.status, late.status, at.order.status], ["failed", "captured", "paid"]);
  assert.equal(at.order.paymentId, late.paymentId);
  assert.deepEqual(chargeNow(at, charge).late, { paymentId: late.paymentId, amountMinor: 2_000n });
  assert.equal(chargeNow(at, charge).status, "declined_hard");
  assert.match(first.review?.reason ?? "", /20.00 EUR have moved, after it had/);
  assert.deepEqual(at.shop.counts("A"), [8, 0, 2]);
});

test("told again, by whatever way, it is nothing new", () => {
  const { at, charge } = declinedAt(false);
  sayTaken(at, charge);
  assert.equal(sayTaken(at, charge).kind, "nothing");
  assert.equal(at.hear(declined(false), { attemptId: charge.attemptId }).kind, "done");
  assert.equal(payments(at).length, 2);
});

test("an order that has expired takes a new hold for it; without stock the money goes back by the same channel", () => {
  const served = declinedAt(false);
  served.at.expire();
  sayTaken(served.at, served.charge);
  assert.deepEqual([served.at.order.status, served.at.order.hold], ["paid", "committed"]);
  const { at, charge } = declinedAt(false);
  at.expire();
  at.shop.placed(at.userId, { A: 9 });
  sayTaken(at, charge);
  const [, late] = payments(at);
  assert.deepEqual([at.order.status, late?.status], ["expired", "refund_due"]);
  const refund = present(late?.attempts[1], "a refund");
  assert.deepEqual([refund.channel, refund.amountMinor, refund.due], ["a", 2_000n, true]);
  assert.equal(late?.nextStepAtMs, at.shop.nowMs);
});

test("an order that another channel has paid keeps that, and the late money goes back", () => {
  const { at, charge } = declinedAt(true);
  at.sendTo("b");
  at.hear(approved(2_000n));
  sayTaken(at, charge);
  const [first, late] = payments(at);
  assert.deepEqual([first?.status, late?.status], ["captured", "refund_due"]);
  assert.deepEqual([at.order.status, at.order.paymentId], ["paid", first?.paymentId]);
  const books = at.shop.store.moneyEntries.filter(({ createdSeq }) => {
    return createdSeq === late?.createdSeq;
  });
  assert.deepEqual(
    books.map(({ account, amountMinor }) => [account, amountMinor]),
    [
      ["channel:a", 2_000n],
      ["sales", -2_000n],
      ["refunds_due", -2_000n],
      ["sales", 2_000n],
    ],
  );
});

test("a charge that waits for another channel is called off for it; one that is out there has the order", () => {
  const waiting = declinedAt(true);
  sayTaken(waiting.at, waiting.charge);
  assert.equal(waiting.at.order.status, "paid");
  const [called] = payments(waiting.at);
  assert.deepEqual([called?.status, called?.attempts[1]?.status], ["failed", "not_sent"]);
  const { at, charge } = declinedAt(true);
  at.sendTo("b");
  at.hear(unknown);
  sayTaken(at, charge);
  const [first, late] = payments(at);
  assert.deepEqual([first?.status, late?.status], ["pending", "refund_due"]);
  assert.equal(at.order.status, "paying");
  at.hear(approved(2_000n), { source: "ask" });
  assert.deepEqual([at.order.status, at.order.paymentId], ["paid", first?.paymentId]);
});

test("another amount than asked is for a person, who has all of it given back, once", () => {
  const { at, charge } = declinedAt(false);
  sayTaken(at, charge, 1_500n);
  assert.equal(payments(at).length, 1);
  assert.match(at.payment.review?.reason ?? "", /^Attempt .*: 15.00 EUR have moved/);
  assert.deepEqual(reasonsOf(at.refundCaptured(charge.attemptId, 1_500n, "USD")), [
    "RESOLVE_NOT_ALLOWED",
  ]);
  assert.equal(at.refundCaptured(charge.attemptId, 1_500n).kind, "done");
  const [first, late] = payments(at);
  assert.equal(first?.review, undefined);
  assert.deepEqual([late?.status, late?.capturedMinor], ["refund_due", 1_500n]);
  assert.equal(at.order.status, "placed", "it may be paid anew");
  assert.deepEqual(reasonsOf(at.refundCaptured(charge.attemptId, 1_500n)), ["RESOLVE_NOT_ALLOWED"]);
  assert.equal(sayTaken(at, charge, 1_500n).kind, "nothing");
});

test("a charge that took more than it had said gives back what is beyond", () => {
  const at = new PayingShop().paid();
  const [charge] = at.payment.attempts;
  assert(charge);
  assert.deepEqual(reasonsOf(at.refundCaptured(charge.attemptId, 2_000n)), ["RESOLVE_NOT_ALLOWED"]);
  assert.equal(at.refundCaptured(charge.attemptId, 2_500n).kind, "done");
  const [first, late] = payments(at);
  assert.deepEqual([first?.status, late?.status], ["captured", "refund_due"]);
  assert.deepEqual([late?.capturedMinor, late?.attempts[1]?.amountMinor], [500n, 500n]);
  assert.equal(sayTaken(at, charge, 2_000n).kind, "nothing");
});

test("what a charge took is given back from the payment that it was made for, not once more from that of its late money", () => {
  const at = new PayingShop().paid();
  const [charge] = at.payment.attempts;
  assert(charge);
  at.refundCaptured(charge.attemptId, 2_500n);
  const [first, late] = payments(at);
  assert(first && late);
  assert.equal(late.attempts[0]?.firstPaymentId, first.paymentId);
  const again = at.refundCaptured(charge.attemptId, 2_500n, "EUR", late);
  assert.deepEqual(reasonsOf(again), ["RESOLVE_NOT_ALLOWED"]);
  assert.equal(payments(at).length, 2);
});

test("what was never sent, or has no end yet, has nothing to give back", () => {
  const at = new PayingShop();
  at.pay();
  const { attemptId } = at.attempt;
  assert.deepEqual(reasonsOf(at.refundCaptured(attemptId, 2_000n)), ["RESOLVE_NOT_ALLOWED"]);
  at.sendTo("a");
  assert.deepEqual(reasonsOf(at.refundCaptured(attemptId, 2_000n)), ["RESOLVE_NOT_ALLOWED"]);
});
