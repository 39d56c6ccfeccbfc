import assert from "node:assert/strict";
import { test } from "node:test";
import { reasonsOf } from "../test/shop.ts";
import {
  approved,
  declined,
  neverSeen,
  notSent,
  PayingShop,
  unknown,
} from "../test/paying-shop.ts";

test("an order that is paid has its stock sold, and the log goes through both tables", () => {
  const at = new PayingShop();
  const from = at.headSeq;
  const begun = at.pay();
  assert(begun.kind === "done");
  assert.equal(begun.subject.cardTail, "4242");
  assert.deepEqual(at.kindsSince(from), ["payment.created", "order.paying"]);
  assert.equal(at.order.paymentStatus, "pending");
  at.sendTo("a");
  const paid = at.hear(approved(2_000n));
  assert(paid.kind === "done");
  assert.deepEqual(at.kindsSince(from + 2), [
    "payment.attempt_sent",
    "payment.authorized",
    "payment.captured",
    "order.paid",
  ]);
  assert.deepEqual(at.shop.counts("A"), [8, 0, 2]);
  const { status, hold, paymentStatus, paymentId } = at.order;
  assert.deepEqual([status, hold, paymentStatus], ["paid", "committed", "captured"]);
  assert.equal(paymentId, begun.subject.paymentId);
  assert.equal(at.payment.capturedMinor, 2_000n);
  assert.equal(at.payment.nextStepAtMs, undefined);
});

test("with a channel at hand a payment is begun and its charge noted down as sent at once, by the same moves", () => {
  const at = new PayingShop();
  const from = at.headSeq;
  const begun = at.payAtOnce("a");
  assert(begun.kind === "done");
  const kinds = ["payment.created", "order.paying", "payment.attempt_sent"];
  assert.deepEqual(at.kindsSince(from), kinds);
  assert.deepEqual([begun.subject, begun.seq], [at.payment, from + 3]);
  const { status, channel, sentAtMs } = at.attempt;
  assert.deepEqual([status, channel, sentAtMs], ["sent", "a", at.shop.nowMs]);
  assert.equal(at.payment.nextStepAtMs, at.shop.nowMs + 3_000);
  assert.equal(at.payment.resolveByMs, at.shop.nowMs + 60_000);
  assert.equal(at.sendTo("b").kind, "nothing");
  at.hear(approved(2_000n));
  assert.equal(at.order.status, "paid");
});

test("an order that cannot be paid is refused with a channel at hand too, and nothing is sent", () => {
  const at = new PayingShop();
  at.setOnHold(true);
  const from = at.headSeq;
  assert.deepEqual(reasonsOf(at.payAtOnce("a")), ["ORDER_ON_HOLD"]);
  assert.deepEqual(at.kindsSince(from), []);
});

test("the first payment of an order extends its hold, a second one does not", () => {
  const at = new PayingShop();
  at.pay();
  const extendedMs = at.shop.nowMs + 120_000;
  assert.equal(at.order.holdExpiresAtMs, extendedMs);
  at.sendTo("a");
  at.hear(declined(false));
  at.shop.nowMs += 50_000;
  at.pay();
  assert.equal(at.order.holdExpiresAtMs, extendedMs);
});

test("what stands in the way of paying is said", () => {
  const at = new PayingShop();
  const order = { type: "pay_order", orderId: at.orderId, cardToken: "t" } as const;
  assert.deepEqual(reasonsOf(at.shop.send({ ...order, expectedVersion: 7 })), ["VERSION_STALE"]);
  const nobody = { ...order, orderId: at.userId, expectedVersion: 0 };
  assert.deepEqual(reasonsOf(at.shop.send(nobody)), ["ORDER_NOT_FOUND"]);
  const flag = { orderId: at.orderId, reason: "odd", expectedVersion: 0 };
  at.shop.send({ type: "hold_order", ...flag });
  assert.deepEqual(reasonsOf(at.pay()), ["ORDER_ON_HOLD"]);
  at.shop.send({ type: "release_order", ...flag });
  at.shop.nowMs = at.order.holdExpiresAtMs;
  assert.deepEqual(reasonsOf(at.pay()), ["HOLD_EXPIRED"]);
  at.shop.nowMs -= 1;
  assert.equal(at.pay().kind, "done");
  assert.deepEqual(reasonsOf(at.pay()), ["PAYMENT_OPEN"]);
  at.cancel();
  assert.deepEqual(reasonsOf(at.pay()), ["ILLEGAL_MOVE"]);
});

test("a server that has lost its channels refuses to begin a payment, and still knows the one that it has begun", () => {
  const at = new PayingShop();
  const { orderId } = at;
  const pay = { type: "pay_order", orderId, cardToken: "tok", expectedVersion: 0 } as const;
  const key = "5f8a1c1e-7f6b-4b1e-9d55-3d1f0c6f2a02";
  assert.deepEqual(reasonsOf(at.shop.send({ ...pay, noChannels: true })), ["NO_PAYMENT_CHANNELS"]);
  const begun = at.shop.send(pay, { key });
  const again = at.shop.send({ ...pay, noChannels: true }, { key });
  assert.deepEqual(again, { ...begun, replayed: true });
});

test("an order that costs nothing is paid at once, without a channel", () => {
  const at = new PayingShop();
  at.shop.item("FREE", { price: { currencyCode: "EUR", minorUnits: 0n } });
  const { orderId } = at.shop.placed(at.userId, { FREE: 1 });
  const paid = at.shop.send({ type: "pay_order", orderId, cardToken: "t", expectedVersion: 0 });
  assert(paid.kind === "done");
  assert.deepEqual([paid.subject.status, paid.subject.attempts], ["captured", []]);
  assert.equal(at.shop.store.orders.get(orderId)?.status, "paid");
  const event = at.shop.store.events[paid.seq - 1];
  assert.deepEqual(event?.subject, { kind: "payment", payment: paid.subject });
  const cancelled = at.shop.send({
    type: "cancel_order",
    orderId,
    reason: "x",
    expectedVersion: 0,
  });
  assert.equal(cancelled.kind, "done");
  assert.equal(at.shop.store.orders.get(orderId)?.paymentStatus, "captured");
});

test("an attempt is sent once", () => {
  const at = new PayingShop();
  at.pay();
  const { attemptId } = at.attempt;
  assert.equal(at.sendTo("a").kind, "done");
  assert.equal(at.sendTo("b").kind, "nothing");
  const [attempt] = at.payment.attempts;
  assert.deepEqual([attempt?.attemptId, attempt?.channel], [attemptId, "a"]);
});

test("a charge is not sent any more once the hold has run out, even before its expiry", () => {
  const at = new PayingShop();
  at.pay();
  at.shop.nowMs = at.order.holdExpiresAtMs;
  assert.equal(at.sendTo("a").kind, "nothing");
  at.expire();
  assert.equal(at.order.status, "expired");
  assert.equal(at.payment.status, "failed");
  assert.equal(at.payment.attempts[0]?.status, "not_sent");
});

for (const [name, result] of [
  ["was declined softly", declined(true)],
  ["had no connection", notSent],
  ["the channel has never seen", neverSeen],
] as const) {
  test(`a charge that ${name} is tried again, later, by any channel`, () => {
    const at = new PayingShop();
    at.pay();
    at.sendTo("a");
    const first = at.attempt;
    assert.equal(at.hear(result).kind, "done");
    assert.equal(at.order.status, "paying");
    assert.notEqual(at.attempt.attemptId, first.attemptId);
    assert.deepEqual([at.attempt.status, at.attempt.channel], ["created", ""]);
    assert.equal(at.payment.nextStepAtMs, at.shop.nowMs + 500);
    at.sendTo("b");
    at.hear(approved(2_000n));
    assert.equal(at.order.status, "paid");
  });
}

test("an unknown end is asked for, and moves on to nothing else", () => {
  const at = new PayingShop();
  at.pay();
  at.sendTo("a");
  const { attemptId } = at.attempt;
  at.hear(unknown);
  assert.deepEqual([at.attempt.attemptId, at.attempt.status], [attemptId, "unknown"]);
  at.hear({ kind: "pending" }, { source: "ask" });
  at.hear({ kind: "unreachable", why: "deadline", detail: "" }, { source: "ask" });
  assert.deepEqual([at.attempt.attemptId, at.attempt.askedCount], [attemptId, 2]);
  assert.equal(at.payment.attempts.length, 1);
  assert.equal(at.hear({ kind: "pending" }, { source: "callback" }).kind, "nothing");
  at.hear(approved(2_000n), { source: "ask" });
  assert.equal(at.order.status, "paid");
});

test("while no channel takes charges the attempt stays, and says why", () => {
  const at = new PayingShop();
  at.pay();
  const { attemptId } = at.attempt;
  at.hear({ kind: "not_sent", why: "breaker_open" });
  assert.deepEqual([at.attempt.attemptId, at.attempt.status], [attemptId, "created"]);
  assert.deepEqual(at.attempt.detail.note, { code: "breaker_open" });
  assert.equal(at.payment.nextStepAtMs, at.shop.nowMs + 500);
});

test("a hard decline gives the order back to be paid anew while its hold lives", () => {
  const at = new PayingShop();
  at.pay();
  at.sendTo("a");
  at.hear(declined(false));
  assert.deepEqual([at.order.status, at.order.paymentStatus], ["placed", "failed"]);
  at.paid();
  assert.equal(at.order.status, "paid");
});

test("a decline after the hold ran out ends the order", () => {
  const at = new PayingShop();
  at.pay();
  at.sendTo("a");
  at.shop.nowMs = at.order.holdExpiresAtMs;
  at.hear(declined(true));
  assert.deepEqual([at.order.status, at.order.paymentStatus], ["expired", "failed"]);
  assert.deepEqual(at.shop.counts("A"), [10, 0, 0]);
});

test("the fourth decline is the last", () => {
  const at = new PayingShop();
  at.pay();
  for (const _ of [1, 2, 3, 4]) {
    at.sendTo("a");
    at.hear(declined(true));
  }
  assert.deepEqual([at.order.status, at.payment.status], ["placed", "failed"]);
  assert.equal(at.payment.attempts.length, 4);
});

test("a channel that is never reached does not fill the row", () => {
  const at = new PayingShop();
  at.pay();
  at.sendTo("a");
  at.hear(declined(true));
  for (let time = 0; time < 60; time += 1) {
    at.sendTo("a");
    at.hear(notSent);
  }
  assert.equal(at.payment.attempts.length, 40);
  assert.equal(at.payment.attempts[0]?.status, "declined_soft");
  assert.equal(at.order.status, "paying");
});

test("a late success pays the order from a new hold, though another user has come near the stock", () => {
  const at = new PayingShop();
  at.pay();
  at.sendTo("a");
  at.expire();
  assert.deepEqual([at.order.status, at.payment.status], ["expired", "pending"]);
  assert.deepEqual(at.shop.counts("A"), [10, 0, 0]);
  at.shop.placed(at.userId, { A: 8 });
  const from = at.headSeq;
  at.hear(approved(2_000n), { source: "callback" });
  assert.deepEqual(at.kindsSince(from), [
    "payment.authorized",
    "payment.captured",
    "order.hold_taken",
    "order.paid",
  ]);
  assert.deepEqual(at.shop.counts("A"), [8, 8, 2]);
  assert.equal(at.shop.store.units.get(`${at.userId}\nA`), 10);
});

test("a late success without stock is given back", () => {
  const at = new PayingShop();
  at.pay();
  at.sendTo("a");
  at.expire();
  at.shop.placed(at.userId, { A: 9 });
  at.hear(approved(2_000n), { source: "callback" });
  assert.deepEqual([at.order.status, at.order.paymentStatus], ["expired", "refund_due"]);
  assert.deepEqual([at.attempt.kind, at.attempt.channel, at.attempt.due], ["refund", "a", true]);
  at.sendTo("a");
  at.hear(approved(2_000n));
  assert.deepEqual([at.order.status, at.order.paymentStatus], ["expired", "refunded"]);
});

test("what is taken for an order that was called off meanwhile is given back", () => {
  const at = new PayingShop();
  at.pay();
  at.sendTo("a");
  at.cancel();
  assert.deepEqual([at.order.status, at.payment.status], ["cancelled", "pending"]);
  assert.deepEqual(at.shop.counts("A"), [10, 0, 0]);
  at.hear(approved(2_000n));
  assert.deepEqual([at.order.status, at.order.paymentStatus], ["cancelled", "refund_due"]);
});

test("a charge that was not sent yet is given up with its order", () => {
  const at = new PayingShop();
  at.pay();
  at.cancel();
  assert.deepEqual([at.order.paymentStatus, at.payment.status], ["failed", "failed"]);
  assert.equal(at.payment.nextStepAtMs, undefined);
  assert.deepEqual(at.shop.counts("A"), [10, 0, 0]);
});

test("another amount than asked is given back whole, and somebody looks at it", () => {
  const at = new PayingShop();
  at.pay();
  at.sendTo("a");
  at.hear(approved(1_999n));
  assert.deepEqual([at.order.status, at.order.paymentStatus], ["placed", "refund_due"]);
  assert.deepEqual([at.payment.capturedMinor, at.attempt.amountMinor], [1_999n, 1_999n]);
  assert.match(at.payment.review?.reason ?? "", /19.99 EUR were taken, 20.00 EUR were asked/);
  at.shop.nowMs += 1;
  const first = at.payment.paymentId;
  at.paid();
  assert.equal(at.order.status, "paid");
  assert.equal(at.shop.store.payments.get(first)?.status, "refund_due");
});

test("a sum that cannot be is asked about again, and somebody looks at it", () => {
  const codes: unknown[] = [];
  for (const amount of [approved(2_000n, "USD"), approved(0n), approved(2n ** 60n)]) {
    const at = new PayingShop();
    at.pay();
    at.sendTo("a");
    at.hear(amount);
    assert.equal(at.attempt.status, "unknown");
    assert.equal(at.payment.capturedMinor, 0n);
    const [note, ...rest] = at.payment.review?.notes ?? [];
    assert.deepEqual([note, rest], [at.attempt.detail.note, []]);
    codes.push(note?.code);
    assert.equal(at.hear(amount, { source: "callback" }).kind, "nothing");
  }
  // The log has no place for what is no amount of money.
  assert.deepEqual(codes, ["other_currency", "bad_answer", "bad_answer"]);
});

test("the same result heard again is no news", () => {
  const at = new PayingShop().paid();
  const [charge] = at.payment.attempts;
  assert(charge);
  const { attemptId } = charge;
  const from = at.headSeq;
  for (const source of ["answer", "ask", "callback", "reconciliation"] as const) {
    assert.equal(at.hear(approved(2_000n), { attemptId, source }).kind, "nothing");
    assert.equal(at.hear(unknown, { attemptId, source }).kind, "nothing");
  }
  assert.equal(at.headSeq, from);
  assert.deepEqual(reasonsOf(at.hear(unknown, { attemptId: at.userId })), ["ATTEMPT_NOT_FOUND"]);
});
