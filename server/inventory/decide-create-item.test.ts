import assert from "node:assert/strict";
import { test } from "node:test";
import { reasonsOf, Shop } from "../test/shop.ts";

const cap = {
  type: "create_item",
  sku: "CAP",
  name: "Cap",
  price: { currencyCode: "EUR", minorUnits: 900n },
  onHand: 5,
  perUserLimit: 2,
  saleStartsAtMs: 10,
  saleEndsAtMs: 20,
  paused: true,
} as const;

test("a new item has its first stock, nothing held or sold, version 1", () => {
  const shop = new Shop();
  const outcome = shop.send(cap);
  const { type: _, ...fields } = cap;
  const rest = { held: 0, sold: 0, version: 1, createdAtMs: shop.nowMs, updatedAtMs: shop.nowMs };
  assert(outcome.kind === "done");
  assert.deepEqual(outcome.subject, { ...fields, ...rest });
  assert.deepEqual(shop.store.stockMoves, [
    {
      sku: "CAP",
      seq: outcome.seq,
      kind: "created",
      onHandDelta: 5,
      heldDelta: 0,
      soldDelta: 0,
      placedSeq: undefined,
    },
  ]);
});

test("a SKU is taken once, whatever else is asked", () => {
  const shop = new Shop();
  shop.send(cap);
  assert.deepEqual(reasonsOf(shop.send({ ...cap, name: "Another" })), ["SKU_TAKEN"]);
  assert.equal(shop.store.items.get("CAP")?.name, "Cap");
});

test("SKUs differ by the case of their letters", () => {
  const shop = new Shop();
  shop.send(cap);
  assert.equal(shop.send({ ...cap, sku: "cap" }).kind, "done");
});
