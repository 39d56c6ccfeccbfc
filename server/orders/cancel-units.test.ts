import assert from "node:assert/strict";
import { test } from "node:test";
import { declined, PayingShop, unknown } from "../test/paying-shop.ts";
import { owedSinceMs } from "../payments/owed-since.ts";
import { reasonsOf } from "../test/shop.ts";

test("units that are called off come back into stock, and their price is owed", () => {
  const at = new PayingShop({ A: 2, B: 1 }).paid();
  const from = at.headSeq;
  assert.equal(at.cancel("torn", { A: 1 }).kind, "done");
  assert.deepEqual(at.kindsSince(from), ["payment.refund_created", "order.units_cancelled"]);
  assert.deepEqual([at.order.status, at.order.cancelReason, at.moved()], ["paid", "", [0, 1, 0]]);
  assert.deepEqual(at.shop.counts("A"), [9, 0, 1]);
  assert.equal(at.shop.store.units.get(`${at.userId}\nA`), 1);
  const { kind, amountMinor, due, channel } = at.attempt;
  assert.deepEqual([kind, amountMinor, due, channel], ["refund", 1_000n, true, "a"]);
  at.refunded();
  assert.deepEqual(
    [at.payment.refundedMinor, at.order.paymentStatus],
    [1_000n, "partially_refunded"],
  );
});

test("with the last unit the order is cancelled, and all that is left is owed", () => {
  const at = new PayingShop({ A: 2, B: 1 }).paid();
  at.refund(300n);
  at.refunded();
  at.cancel("torn", { A: 2 });
  assert.equal(at.order.status, "paid");
  at.cancel("torn too", { B: 1 });
  assert.deepEqual([at.order.status, at.order.cancelReason], ["cancelled", "torn too"]);
  assert.deepEqual([at.payment.status, at.attempt.amountMinor], ["refund_due", 2_700n]);
  assert.deepEqual(
    [at.shop.counts("A"), at.shop.counts("B")],
    [
      [10, 0, 0],
      [10, 0, 0],
    ],
  );
  at.refunded();
  assert.deepEqual([at.order.paymentStatus, at.payment.refundedMinor], ["refunded", 3_000n]);
});

test("what has left cannot be called off, and without the rest the order is shipped", () => {
  const at = new PayingShop({ A: 2, B: 1 }).paid();
  at.fulfil({ A: 1 });
  assert.deepEqual(reasonsOf(at.cancel("late", { A: 2 })), ["TOO_MANY_UNITS"]);
  const from = at.headSeq;
  assert.equal(at.cancel("sold out").kind, "done");
  assert.deepEqual(at.kindsSince(from), [
    "payment.refund_created",
    "order.units_cancelled",
    "order.shipped",
  ]);
  assert.deepEqual(
    [at.order.status, at.moved("A"), at.moved("B")],
    ["shipped", [1, 1, 0], [0, 1, 0]],
  );
  assert.equal(at.attempt.amountMinor, 2_000n);
  assert.deepEqual(
    [at.shop.counts("A"), at.shop.counts("B")],
    [
      [9, 0, 1],
      [10, 0, 0],
    ],
  );
  assert.deepEqual(reasonsOf(at.cancel()), ["ILLEGAL_MOVE"]);
});

test("the rest of an order on hold can be called off", () => {
  const at = new PayingShop().paid();
  at.fulfil({ A: 1 });
  at.setOnHold(true);
  assert.equal(at.cancel().kind, "done");
  assert.equal(at.order.status, "shipped");
  assert(at.order.onHold !== undefined);
});

test("a refund that is owed while another is out waits, and takes in what is owed after it", () => {
  const at = new PayingShop({ A: 5 }).paid();
  at.cancel("first", { A: 1 });
  at.sendTo("a");
  at.hear(unknown);
  for (const reason of ["second", "third"]) {
    assert.equal(at.cancel(reason, { A: 1 }).kind, "done");
  }
  const refunds = at.payment.attempts.filter(({ kind }) => kind === "refund");
  assert.deepEqual(
    refunds.map(({ status, amountMinor }) => [status, amountMinor]),
    [
      ["unknown", 1_000n],
      ["created", 2_000n],
    ],
  );
  at.hear({
    kind: "approved",
    providerReference: "r",
    amount: { currencyCode: "EUR", minorUnits: 1_000n },
  });
  at.sendTo("a");
  at.hear(declined(true));
  at.refunded();
  assert.deepEqual(
    [at.payment.refundedMinor, at.order.paymentStatus],
    [3_000n, "partially_refunded"],
  );
});

test("no more is owed than was taken, whoever has given some of it back", () => {
  const at = new PayingShop().paid();
  at.refund(1_500n);
  at.refunded();
  at.cancel("torn", { A: 1 });
  assert.equal(at.attempt.amountMinor, 500n);
  assert.equal(at.payment.status, "refund_due");
  at.refunded();
  assert.equal(at.cancel("torn", { A: 1 }).kind, "done");
  assert.deepEqual([at.order.status, at.payment.refundedMinor], ["cancelled", 2_000n]);
  assert.throws(() => at.attempt);
});

test("refunds of single units have an end, the last units can always be called off", () => {
  const at = new PayingShop({ A: 10, B: 9, C: 9, D: 9 }).paid();
  const skus = ["A", "B", "C", "D"];
  for (let count = 0; count < 30; count += 1) {
    assert.equal(at.cancel("torn", { [skus[count % 4] ?? ""]: 1 }).kind, "done");
    at.refunded();
  }
  assert.deepEqual(reasonsOf(at.cancel("torn", { A: 1 })), ["TOO_MANY_REFUNDS"]);
  assert.equal(at.cancel().kind, "done");
  at.refunded();
  assert.deepEqual([at.order.status, at.order.paymentStatus], ["cancelled", "refunded"]);
});

test("single units are only called off once the order is paid", () => {
  const at = new PayingShop();
  assert.deepEqual(reasonsOf(at.cancel("torn", { A: 1 })), ["ORDER_NOT_PAID"]);
  at.pay();
  assert.deepEqual(reasonsOf(at.cancel("torn", { A: 1 })), ["ORDER_NOT_PAID"]);
  at.cancel();
  assert.deepEqual(reasonsOf(at.cancel("torn", { A: 1 })), ["ILLEGAL_MOVE"]);
});

test("units that cost nothing come back and owe nothing", () => {
  const at = new PayingShop();
  at.shop.item("FREE", { price: { currencyCode: "EUR", minorUnits: 0n } });
  const { orderId } = at.shop.placed(at.userId, { FREE: 2 });
  const pay = { type: "pay_order", orderId, cardToken: "tok", expectedVersion: 0 } as const;
  assert.equal(at.shop.send(pay).kind, "done");
  const lines = [{ sku: "FREE", quantity: 1 }];
  const cancel = { type: "cancel_order", orderId, reason: "torn", expectedVersion: 0 } as const;
  const first = at.shop.send({ ...cancel, lines });
  assert.equal(first.kind === "done" && first.subject.paymentStatus, "captured");
  const last = at.shop.send(cancel);
  assert.equal(last.kind === "done" && last.subject.status, "cancelled");
  assert.deepEqual(at.shop.counts("FREE"), [10, 0, 0]);
});

test("what was given up after too many declines goes back with the next units, unless a person has seen to it", () => {
  for (const seenTo of [false, true]) {
    const at = new PayingShop({ A: 4 }).paid();
    at.cancel("torn", { A: 1 });
    for (let time = 0; time < 8; time += 1) {
      at.sendTo("a");
      at.hear(declined(false));
    }
    if (seenTo) at.resolve("dismiss");
    at.cancel("torn too", { A: 1 });
    assert.equal(at.attempt.amountMinor, seenTo ? 1_000n : 2_000n);
    at.refunded();
    assert.deepEqual(
      [at.payment.status, owedSinceMs(at.payment)],
      ["partially_refunded", undefined],
    );
    at.fulfil();
    at.return();
    assert.equal(at.attempt.amountMinor, seenTo ? 3_000n : 2_000n);
  }
});
