import assert from "node:assert/strict";
import { test } from "node:test";
import { availableUnits, changeCatalogue, skuPattern } from "./item.ts";
import type { Item } from "./item.ts";

const item: Item = {
  sku: "A",
  name: "Shirt",
  price: { currencyCode: "EUR", minorUnits: 5n },
  onHand: 5,
  held: 2,
  sold: 1,
  perUserLimit: 3,
  saleStartsAtMs: 10,
  saleEndsAtMs: 20,
  paused: false,
  version: 4,
  createdAtMs: 1,
  updatedAtMs: 2,
};

test("available is on hand without what is held", () => {
  assert.equal(availableUnits(item), 3);
});

test("a change that changes nothing answers the same item", () => {
  const { name, perUserLimit, saleStartsAtMs, saleEndsAtMs, paused } = item;
  const price = { ...item.price };
  const change = { name, price, perUserLimit, saleStartsAtMs, saleEndsAtMs, paused };
  assert.equal(changeCatalogue(item, change), item);
  assert.equal(changeCatalogue(item, {}), item);
  assert.equal(changeCatalogue(item, { clearSaleEnd: false }), item);
});

test("each field that is set is changed, and no other", () => {
  const changes = [
    { name: "Mug" },
    { price: { currencyCode: "USD", minorUnits: 5n } },
    { price: { currencyCode: "EUR", minorUnits: 6n } },
    { perUserLimit: 0 },
    { saleStartsAtMs: 11 },
    { saleEndsAtMs: 21 },
    { paused: true },
  ];
  for (const change of changes) {
    assert.deepEqual(changeCatalogue(item, change), { ...item, ...change });
  }
});

test("an end of the sale window can be cleared, even when a time is given with it", () => {
  assert.equal(
    changeCatalogue(item, { clearSaleStart: true, saleStartsAtMs: 11 }).saleStartsAtMs,
    undefined,
  );
  assert.equal(changeCatalogue(item, { clearSaleEnd: true }).saleEndsAtMs, undefined);
});

test("a SKU is 1 to 64 of a few characters", () => {
  for (const sku of ["a", "A.b_c-9", "x".repeat(64)]) assert.match(sku, skuPattern);
  for (const sku of ["", "x".repeat(65), "a b", "a|b", "a*b", "ä", "a\n"]) {
    assert.doesNotMatch(sku, skuPattern);
  }
});
