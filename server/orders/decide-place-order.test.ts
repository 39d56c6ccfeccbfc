import assert from "node:assert/strict";
import { test } from "node:test";
import { reasonsOf, Shop } from "../test/shop.ts";
import { newLine } from "./order.ts";

const unknownId = "00000000-0000-7000-8000-00000000dead";

test("an order holds every line at the prices of now, until its hold runs out", () => {
  const shop = new Shop();
  const ann = shop.user("ann@x.test");
  shop.item("A", { price: { currencyCode: "EUR", minorUnits: 250n } });
  shop.item("B", { price: { currencyCode: "EUR", minorUnits: 1_000n } });
  const order = shop.placed(ann, { A: 2, B: 1 });
  assert.deepEqual(order.lines, [newLine("A", 2, 250n), newLine("B", 1, 1_000n)]);
  assert.deepEqual(order.total, { currencyCode: "EUR", minorUnits: 1_500n });
  assert.equal(order.holdExpiresAtMs, shop.nowMs + shop.holdMs);
  assert.deepEqual([order.status, order.hold, order.version], ["placed", "held", 1]);
  assert.deepEqual(shop.counts("A"), [10, 2, 0]);
  assert.deepEqual(shop.counts("B"), [10, 1, 0]);
});

test("a later price leaves an order as it was placed", () => {
  const shop = new Shop();
  shop.item("A", { price: { currencyCode: "EUR", minorUnits: 250n } });
  const { orderId } = shop.placed(shop.user("ann@x.test"), { A: 1 });
  const price = { currencyCode: "USD", minorUnits: 9n };
  shop.send({ type: "update_item", sku: "A", change: { price }, expectedVersion: 0 });
  shop.send({ type: "cancel_order", orderId, reason: "late", expectedVersion: 0 });
  const order = shop.store.orders.get(orderId);
  assert.deepEqual(order?.total, { currencyCode: "EUR", minorUnits: 250n });
  assert.equal(order?.lines[0]?.unitPriceMinor, 250n);
});

test("one line that cannot be had leaves all the others alone", () => {
  const shop = new Shop();
  shop.item("A");
  shop.item("B", { onHand: 1 });
  const outcome = shop.order(shop.user("ann@x.test"), { A: 1, B: 2 });
  assert.deepEqual(outcome.kind === "rejected" && outcome.problems, [
    { reason: "OUT_OF_STOCK", sku: "B", asked: 2, available: 1 },
  ]);
  assert.deepEqual(shop.counts("A"), [10, 0, 0]);
  assert.equal(shop.store.orders.size, 0);
});

test("everything that stands in the way is said at once", () => {
  const shop = new Shop();
  const price = { currencyCode: "USD", minorUnits: 1_000_000_000_000n };
  const closed = { saleStartsAtMs: shop.nowMs - 9, saleEndsAtMs: shop.nowMs - 1 };
  shop.item("A", { onHand: 1, perUserLimit: 1, paused: true, ...closed });
  shop.item("B", { onHand: 9_008, price, saleStartsAtMs: shop.nowMs + 1 });
  const outcome = shop.order(unknownId, { A: 2, B: 9_008, C: 1 });
  assert.deepEqual(outcome.kind === "rejected" && outcome.problems, [
    { reason: "USER_NOT_FOUND", userId: unknownId },
    { reason: "SALE_ENDED", sku: "A", endedAtMs: shop.nowMs - 1 },
    { reason: "ITEM_PAUSED", sku: "A" },
    { reason: "OUT_OF_STOCK", sku: "A", asked: 2, available: 1 },
    { reason: "PER_USER_LIMIT", sku: "A", asked: 2, alreadyOrdered: 0, limit: 1 },
    { reason: "SALE_NOT_OPEN", sku: "B", opensAtMs: shop.nowMs + 1 },
    { reason: "ITEM_NOT_FOUND", sku: "C" },
    { reason: "MIXED_CURRENCIES", currencies: ["EUR", "USD"] },
  ]);
});

test("a sale is open from the moment it starts", () => {
  const shop = new Shop();
  const ann = shop.user("ann@x.test");
  shop.item("A", { saleStartsAtMs: shop.nowMs + 1 });
  assert.deepEqual(reasonsOf(shop.order(ann, { A: 1 })), ["SALE_NOT_OPEN"]);
  shop.nowMs += 1;
  assert.equal(shop.order(ann, { A: 1 }).kind, "done");
});

test("a sale is closed from the moment it ends", () => {
  const shop = new Shop();
  const ann = shop.user("ann@x.test");
  shop.item("A", { saleEndsAtMs: shop.nowMs + 1 });
  assert.equal(shop.order(ann, { A: 1 }).kind, "done");
  shop.nowMs += 1;
  assert.deepEqual(reasonsOf(shop.order(ann, { A: 1 })), ["SALE_ENDED"]);
});

test("the last unit can be had, once", () => {
  const shop = new Shop();
  const ann = shop.user("ann@x.test");
  shop.item("A", { onHand: 1 });
  assert.equal(shop.order(ann, { A: 1 }).kind, "done");
  const outcome = shop.order(ann, { A: 1 });
  assert.deepEqual(outcome.kind === "rejected" && outcome.problems, [
    { reason: "OUT_OF_STOCK", sku: "A", asked: 1, available: 0 },
  ]);
});

test("a user may reach the limit exactly, and not pass it, over several orders", () => {
  const shop = new Shop();
  const [ann, bob] = [shop.user("ann@x.test"), shop.user("bob@x.test")];
  shop.item("A", { perUserLimit: 3 });
  assert.equal(shop.order(ann, { A: 2 }).kind, "done");
  const outcome = shop.order(ann, { A: 2 });
  assert.deepEqual(outcome.kind === "rejected" && outcome.problems, [
    { reason: "PER_USER_LIMIT", sku: "A", asked: 2, alreadyOrdered: 2, limit: 3 },
  ]);
  assert.equal(shop.order(ann, { A: 1 }).kind, "done");
  assert.deepEqual(reasonsOf(shop.order(ann, { A: 1 })), ["PER_USER_LIMIT"]);
  assert.equal(shop.order(bob, { A: 3 }).kind, "done");
});

test("units of a cancelled order do not count towards the limit", () => {
  const shop = new Shop();
  const ann = shop.user("ann@x.test");
  shop.item("A", { perUserLimit: 1 });
  const { orderId } = shop.placed(ann, { A: 1 });
  shop.send({ type: "cancel_order", orderId, reason: "wrong size", expectedVersion: 0 });
  assert.equal(shop.order(ann, { A: 1 }).kind, "done");
});

test("units ordered before there was a limit count once there is one", () => {
  const shop = new Shop();
  const ann = shop.user("ann@x.test");
  shop.item("A");
  shop.placed(ann, { A: 2 });
  const change = { perUserLimit: 2 };
  shop.send({ type: "update_item", sku: "A", change, expectedVersion: 0 });
  assert.deepEqual(reasonsOf(shop.order(ann, { A: 1 })), ["PER_USER_LIMIT"]);
});

test("a limit that is set in the same batch, before the order, already counts", () => {
  const shop = new Shop();
  const userId = shop.user("ann@x.test");
  shop.item("A");
  const by = { actor: "desk", traceId: "", idempotencyKey: undefined };
  const change = { perUserLimit: 1 };
  const lines = [{ sku: "A", quantity: 2 }];
  const { outcomes } = shop.batch([
    { ...by, command: { type: "update_item", sku: "A", change, expectedVersion: 0 } },
    { ...by, command: { type: "place_order", userId, lines } },
  ]);
  assert.deepEqual(outcomes.map(reasonsOf), [[], ["PER_USER_LIMIT"]]);
});

test("a total may be as large as can be kept exactly", () => {
  const shop = new Shop();
  const ann = shop.user("ann@x.test");
  const onHand = 20_000;
  shop.item("A", { onHand, price: { currencyCode: "EUR", minorUnits: 1_000_000_000_000n } });
  shop.item("B", { onHand, price: { currencyCode: "EUR", minorUnits: 199_254_740_991n } });
  shop.item("C", { onHand, price: { currencyCode: "EUR", minorUnits: 1n } });
  assert.deepEqual(reasonsOf(shop.order(ann, { A: 9_007, B: 1, C: 1 })), ["TOTAL_TOO_LARGE"]);
  const { total } = shop.placed(ann, { A: 9_007, B: 1 });
  assert.equal(total.minorUnits, 2n ** 53n - 1n);
});

test("orders of one batch see what those before them have taken", () => {
  const shop = new Shop();
  const userId = shop.user("ann@x.test");
  shop.item("A", { onHand: 3 });
  const command = { type: "place_order", userId, lines: [{ sku: "A", quantity: 2 }] } as const;
  const request = { command, actor: "desk", traceId: "", idempotencyKey: undefined };
  const { outcomes } = shop.batch([request, request]);
  assert.deepEqual(outcomes.map(reasonsOf), [[], ["OUT_OF_STOCK"]]);
});
