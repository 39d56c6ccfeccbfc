import assert from "node:assert/strict";
import { test } from "node:test";
import { reasonsOf, Shop } from "../test/shop.ts";
import type { Command, Request } from "./command.ts";

const key = "0c000000-0000-4000-8000-000000000001";

function shopWithUser() {
  const shop = new Shop();
  const userId = shop.user("ann@x.test");
  shop.item("A", { onHand: 3 });
  const place = (quantity: number) =>
    ({ type: "place_order", userId, lines: [{ sku: "A", quantity }] }) as const;
  return { shop, userId, place };
}

test("the same key answers as the first time, even after the order has moved on", () => {
  const { shop, place } = shopWithUser();
  const first = shop.send(place(1), { key });
  assert(first.kind === "done");
  const { orderId } = first.subject;
  shop.send({ type: "cancel_order", orderId, reason: "fraud", expectedVersion: 0 });
  assert.deepEqual(shop.send(place(1), { key }), { ...first, replayed: true });
  assert.equal(shop.store.orders.size, 1);
});

test("a refusal is replayed too, even when the stock is back", () => {
  const { shop, place } = shopWithUser();
  const refused = shop.send(place(4), { key });
  const delta = { type: "adjust_stock", sku: "A", delta: 9, reason: "count" } as const;
  shop.send({ ...delta, expectedVersion: 0 });
  assert.deepEqual(shop.send(place(4), { key }), { ...refused, replayed: true });
});

test("the same key twice in one batch: the second replays the first", () => {
  const { shop, place } = shopWithUser();
  const request: Request = { command: place(1), actor: "a", traceId: "", idempotencyKey: key };
  const { outcomes } = shop.batch([request, request]);
  assert.deepEqual(outcomes[1], { ...outcomes[0], replayed: true });
  assert.deepEqual(shop.counts("A"), [3, 1, 0]);
});

test("a key with another payload is refused, and goes on answering for the first", () => {
  const { shop, place } = shopWithUser();
  const first = shop.send(place(1), { key });
  const reused = shop.send(place(2), { key });
  assert.deepEqual(reused, {
    kind: "rejected",
    problems: [{ reason: "IDEMPOTENCY_KEY_REUSED", idempotencyKey: key }],
    replayed: false,
  });
  assert.deepEqual(shop.send(place(1), { key }), { ...first, replayed: true });
});

test("one key over two kinds of command is refused", () => {
  const { shop, place } = shopWithUser();
  shop.send(place(1), { key });
  const user = { type: "create_user", email: "bob@x.test", name: "Bob" } as const;
  assert.deepEqual(reasonsOf(shop.send(user, { key })), ["IDEMPOTENCY_KEY_REUSED"]);
  assert.equal(shop.store.users.size, 1);
});

test("two principals may use the same key", () => {
  const { shop, place } = shopWithUser();
  shop.send(place(1), { key, actor: "shop" });
  const second = shop.send(place(2), { key, actor: "desk" });
  assert.equal(second.kind === "done" && second.replayed, false);
  assert.deepEqual(shop.counts("A"), [3, 3, 0]);
});

test("without a key the same command is done again", () => {
  const { shop, place } = shopWithUser();
  shop.send(place(1));
  shop.send(place(1));
  assert.deepEqual(shop.counts("A"), [3, 2, 0]);
  assert.equal(shop.store.records.size, 0);
});

test("a refusal changes nothing", () => {
  const { shop, place } = shopWithUser();
  const refused: Command[] = [
    place(4),
    { type: "create_user", email: "ann@x.test", name: "Ann" },
    { type: "adjust_stock", sku: "A", delta: -9, reason: "count", expectedVersion: 0 },
    { type: "cancel_order", orderId: "none", reason: "fraud", expectedVersion: 0 },
  ];
  for (const command of refused) {
    const request = { command, actor: "desk", traceId: "", idempotencyKey: undefined };
    const { outcomes, writes } = shop.batch([request]);
    assert.equal(outcomes[0]?.kind, "rejected");
    const { events, users, items, placedOrders, movedOrders, unitDeltas, stockMoves } = writes;
    assert.deepEqual([events, users, placedOrders, stockMoves], [[], [], [], []]);
    assert.deepEqual([items.size, movedOrders.size, unitDeltas.size], [0, 0, 0]);
  }
});

test("an event carries who did it and the trace it was done in", () => {
  const { shop, place } = shopWithUser();
  const traceId = "0af7651916cd43dd8448eb211c80319c";
  shop.batch([{ command: place(1), actor: "shop", traceId, idempotencyKey: undefined }]);
  const event = shop.store.events.at(-1);
  assert.deepEqual([event?.actor, event?.traceId, event?.atMs], ["shop", traceId, shop.nowMs]);
});
