import assert from "node:assert/strict";
import { test } from "node:test";
import { reasonsOf, Shop } from "../test/shop.ts";

const fraud = "looks like fraud";

function shopWithOrder() {
  const shop = new Shop();
  shop.item("A");
  const { orderId } = shop.placed(shop.user("ann@x.test"), { A: 2 });
  const send = (
    type: "hold_order" | "release_order" | "cancel_order",
    reason = fraud,
    version = 0,
  ) => shop.send({ type, orderId, reason, expectedVersion: version });
  return { shop, orderId, send };
}

test("an order on hold says why and since when, and moves nothing else", () => {
  const { shop, orderId, send } = shopWithOrder();
  const before = shop.store.orders.get(orderId);
  shop.nowMs += 5;
  const outcome = send("hold_order", fraud, 1);
  assert(outcome.kind === "done");
  const onHold = { reason: fraud, sinceMs: shop.nowMs };
  assert.deepEqual(outcome.subject, { ...before, version: 2, updatedAtMs: shop.nowMs, onHold });
  assert.deepEqual(shop.counts("A"), [10, 2, 0]);
  const event = shop.store.events.at(-1);
  assert.deepEqual(
    [event?.kind, event?.cause, event?.atMs],
    ["order.put_on_hold", fraud, shop.nowMs],
  );
});

test("a release gives the order back as it was, and its reason to the log", () => {
  const { shop, orderId, send } = shopWithOrder();
  const before = shop.store.orders.get(orderId);
  send("hold_order");
  const outcome = send("release_order", "address checked", 2);
  assert(outcome.kind === "done");
  assert.deepEqual(outcome.subject, { ...before, version: 3, updatedAtMs: shop.nowMs });
  const event = shop.store.events.at(-1);
  assert.deepEqual([event?.kind, event?.cause], ["order.taken_off_hold", "address checked"]);
});

test("an order is put on hold once and released once", () => {
  const { shop, orderId, send } = shopWithOrder();
  assert.deepEqual(reasonsOf(send("release_order")), ["ORDER_NOT_ON_HOLD"]);
  const sinceMs = shop.nowMs;
  send("hold_order");
  shop.nowMs += 5;
  const again = send("hold_order", "another reason");
  assert.deepEqual(again.kind === "rejected" && again.problems, [
    { reason: "ORDER_ON_HOLD", orderId, sinceMs },
  ]);
  assert.equal(shop.store.orders.get(orderId)?.onHold?.reason, fraud);
  send("release_order");
  assert.deepEqual(reasonsOf(send("release_order")), ["ORDER_NOT_ON_HOLD"]);
  assert.equal(send("hold_order").kind, "done");
});

test("an order on hold runs out of time as any other, and stays on hold", () => {
  const { shop, orderId, send } = shopWithOrder();
  send("hold_order");
  shop.nowMs += shop.holdMs;
  assert.equal(shop.send({ type: "expire_hold", orderId }).kind, "done");
  assert.deepEqual(shop.counts("A"), [10, 0, 0]);
  const { status, onHold } = shop.store.orders.get(orderId) ?? {};
  assert.deepEqual([status, onHold?.reason], ["expired", fraud]);
  assert.equal(send("release_order").kind, "done");
});

test("an expired order may be put on hold, for a late payment may revive it", () => {
  const { shop, orderId, send } = shopWithOrder();
  shop.nowMs += shop.holdMs;
  shop.send({ type: "expire_hold", orderId });
  assert.equal(send("hold_order").kind, "done");
});

test("an order on hold can be called off, and is then no longer on hold", () => {
  const { shop, orderId, send } = shopWithOrder();
  send("hold_order");
  assert.equal(send("cancel_order").kind, "done");
  assert.equal(shop.store.orders.get(orderId)?.onHold, undefined);
  const again = send("hold_order");
  assert.deepEqual(again.kind === "rejected" && again.problems, [
    { reason: "ORDER_FINAL", orderId, status: "cancelled" },
  ]);
  assert.deepEqual(reasonsOf(send("release_order")), ["ORDER_NOT_ON_HOLD"]);
});

test("a stale version is told before anything else, and an unknown order is not found", () => {
  const { shop, send } = shopWithOrder();
  assert.deepEqual(reasonsOf(send("hold_order", fraud, 2)), ["VERSION_STALE"]);
  assert.deepEqual(reasonsOf(send("release_order", fraud, 2)), ["VERSION_STALE"]);
  for (const type of ["hold_order", "release_order"] as const) {
    const outcome = shop.send({ type, orderId: "none", reason: fraud, expectedVersion: 0 });
    assert.deepEqual(reasonsOf(outcome), ["ORDER_NOT_FOUND"]);
  }
});

test("an order may be placed and put on hold in one batch", () => {
  const shop = new Shop();
  shop.item("A");
  const userId = shop.user("ann@x.test");
  const next = "00000000-0000-7000-8000-000000000002";
  const by = { actor: "desk", traceId: "", idempotencyKey: undefined };
  const lines = [{ sku: "A", quantity: 1 }];
  const { outcomes } = shop.batch([
    { command: { type: "place_order", userId, lines }, ...by },
    { command: { type: "hold_order", orderId: next, reason: fraud, expectedVersion: 1 }, ...by },
  ]);
  assert.deepEqual(
    outcomes.map(({ kind }) => kind),
    ["done", "done"],
  );
  assert.equal(shop.store.orders.get(next)?.onHold?.reason, fraud);
});
