import assert from "node:assert/strict";
import { test } from "node:test";
import { PayingShop } from "../test/paying-shop.ts";
import { reasonsOf } from "../test/shop.ts";

test("what comes back is in stock again, and its price is owed", () => {
  const at = new PayingShop({ A: 2, B: 1 }).paid();
  at.fulfil();
  const from = at.headSeq;
  assert.equal(at.return({ A: 1 }).kind, "done");
  assert.deepEqual(at.kindsSince(from), ["payment.refund_created", "order.returned"]);
  assert.deepEqual([at.order.status, at.moved()], ["shipped", [2, 0, 1]]);
  assert.deepEqual(at.shop.counts("A"), [9, 0, 1]);
  assert.deepEqual([at.attempt.amountMinor, at.attempt.reason.text], [1_000n, "does not fit"]);
  at.refunded();
  at.deliver();
  at.return();
  assert.deepEqual([at.order.status, at.payment.status], ["delivered", "refund_due"]);
  assert.deepEqual(
    [at.shop.counts("A"), at.shop.counts("B")],
    [
      [10, 0, 0],
      [10, 0, 0],
    ],
  );
  at.refunded();
  assert.equal(at.order.paymentStatus, "refunded");
  assert.deepEqual(reasonsOf(at.return()), ["NOTHING_TO_RETURN"]);
  assert.equal(at.close().kind, "done");
});

test("no more comes back than has left and is not back yet", () => {
  const at = new PayingShop({ A: 3 }).paid();
  at.cancel("torn", { A: 1 });
  at.refunded();
  at.fulfil();
  at.return({ A: 1 });
  const outcome = at.return({ A: 2 });
  assert.deepEqual(outcome.kind === "rejected" && outcome.problems, [
    { reason: "TOO_MANY_UNITS", sku: "A", asked: 2, available: 1 },
  ]);
});

test("nothing comes back before the order is shipped, nor once it is closed", () => {
  const at = new PayingShop().paid();
  assert.deepEqual(reasonsOf(at.return()), ["ORDER_NOT_SHIPPED"]);
  at.fulfil({ A: 1 });
  assert.deepEqual(reasonsOf(at.return({ A: 1 })), ["ORDER_NOT_SHIPPED"]);
  at.fulfil();
  at.deliver();
  at.close();
  assert.deepEqual(reasonsOf(at.return()), ["ORDER_NOT_SHIPPED"]);
});

test("an order on hold takes back what comes", () => {
  const at = new PayingShop().paid();
  at.fulfil();
  at.setOnHold(true);
  assert.equal(at.return().kind, "done");
  assert.deepEqual([at.order.onHold !== undefined, at.order.paymentStatus], [true, "refund_due"]);
});
