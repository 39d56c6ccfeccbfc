import assert from "node:assert/strict";
import { test } from "node:test";
import { reasonsOf, Shop } from "../test/shop.ts";

function shopWithOrder() {
  const shop = new Shop();
  shop.item("A", { onHand: 2 });
  const { orderId } = shop.placed(shop.user("ann@x.test"), { A: 2 });
  return { shop, orderId };
}

test("a hold ends at its very moment, and not a millisecond before", () => {
  const { shop, orderId } = shopWithOrder();
  shop.nowMs += shop.holdMs - 1;
  assert.equal(shop.send({ type: "expire_hold", orderId }).kind, "nothing");
  assert.deepEqual(shop.counts("A"), [2, 2, 0]);
  shop.nowMs += 1;
  const outcome = shop.send({ type: "expire_hold", orderId });
  assert(outcome.kind === "done");
  assert.deepEqual([outcome.subject.status, outcome.subject.hold], ["expired", "expired"]);
  assert.deepEqual([outcome.subject.version, outcome.subject.cancelReason], [2, ""]);
  assert.deepEqual(shop.counts("A"), [2, 0, 0]);
});

test("a hold that ended is left alone", () => {
  const { shop, orderId } = shopWithOrder();
  shop.send({ type: "cancel_order", orderId, reason: "fraud", expectedVersion: 0 });
  shop.nowMs += shop.holdMs;
  const seen = shop.store.events.length;
  assert.equal(shop.send({ type: "expire_hold", orderId }).kind, "nothing");
  assert.equal(shop.store.events.length, seen);
});

test("a hold expires once", () => {
  const { shop, orderId } = shopWithOrder();
  shop.nowMs += shop.holdMs;
  assert.equal(shop.send({ type: "expire_hold", orderId }).kind, "done");
  assert.equal(shop.send({ type: "expire_hold", orderId }).kind, "nothing");
  assert.deepEqual(shop.counts("A"), [2, 0, 0]);
});

test("stock returns with the expiry, not with the time", () => {
  const { shop, orderId } = shopWithOrder();
  const bob = shop.user("bob@x.test");
  shop.nowMs += shop.holdMs;
  assert.deepEqual(reasonsOf(shop.order(bob, { A: 1 })), ["OUT_OF_STOCK"]);
  shop.send({ type: "expire_hold", orderId });
  assert.equal(shop.order(bob, { A: 1 }).kind, "done");
});

test("an unknown order is not found", () => {
  const outcome = new Shop().send({ type: "expire_hold", orderId: "nothing" });
  assert.deepEqual(reasonsOf(outcome), ["ORDER_NOT_FOUND"]);
});
