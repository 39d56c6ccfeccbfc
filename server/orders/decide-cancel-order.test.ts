import assert from "node:assert/strict";
import { test } from "node:test";
import { Shop } from "../test/shop.ts";

const unknownId = "00000000-0000-7000-8000-00000000dead";

function shopWithOrder() {
  const shop = new Shop();
  shop.item("A");
  const { orderId } = shop.placed(shop.user("ann@x.test"), { A: 2 });
  return { shop, orderId };
}

test("a cancelled order gives its stock back and says why", () => {
  const { shop, orderId } = shopWithOrder();
  shop.nowMs += 5;
  const outcome = shop.send({ type: "cancel_order", orderId, reason: "fraud", expectedVersion: 1 });
  assert(outcome.kind === "done");
  const { status, hold, version, cancelReason, updatedAtMs } = outcome.subject;
  assert.deepEqual(
    { status, hold, version, cancelReason, updatedAtMs },
    {
      status: "cancelled",
      hold: "cancelled",
      version: 2,
      cancelReason: "fraud",
      updatedAtMs: shop.nowMs,
    },
  );
  assert.deepEqual(shop.counts("A"), [10, 0, 0]);
  assert.equal(shop.store.events.at(-1)?.cause, "fraud");
});

test("an order is cancelled once", () => {
  const { shop, orderId } = shopWithOrder();
  const cancel = { type: "cancel_order", orderId, reason: "fraud", expectedVersion: 0 } as const;
  shop.send(cancel);
  const outcome = shop.send(cancel);
  assert.deepEqual(outcome.kind === "rejected" && outcome.problems, [
    { reason: "ILLEGAL_MOVE", from: "cancelled", to: "cancelled" },
  ]);
  assert.deepEqual(shop.counts("A"), [10, 0, 0]);
});

test("an order that has expired cannot be cancelled", () => {
  const { shop, orderId } = shopWithOrder();
  shop.nowMs += shop.holdMs;
  shop.send({ type: "expire_hold", orderId });
  const outcome = shop.send({ type: "cancel_order", orderId, reason: "late", expectedVersion: 0 });
  assert.deepEqual(outcome.kind === "rejected" && outcome.problems, [
    { reason: "ILLEGAL_MOVE", from: "expired", to: "cancelled" },
  ]);
});

test("a stale version is told before an illegal move", () => {
  const { shop, orderId } = shopWithOrder();
  shop.send({ type: "cancel_order", orderId, reason: "fraud", expectedVersion: 1 });
  const outcome = shop.send({ type: "cancel_order", orderId, reason: "fraud", expectedVersion: 1 });
  assert.deepEqual(outcome.kind === "rejected" && outcome.problems, [
    { reason: "VERSION_STALE", expectedVersion: 1, actualVersion: 2 },
  ]);
});

test("an unknown order is not found", () => {
  const { shop } = shopWithOrder();
  const cancel = { type: "cancel_order", orderId: unknownId, reason: "?" } as const;
  const outcome = shop.send({ ...cancel, expectedVersion: 0 });
  assert.deepEqual(outcome.kind === "rejected" && outcome.problems, [
    { reason: "ORDER_NOT_FOUND", orderId: unknownId },
  ]);
});
