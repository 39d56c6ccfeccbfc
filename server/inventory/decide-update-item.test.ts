import assert from "node:assert/strict";
import { test } from "node:test";
import { reasonsOf, Shop } from "../test/shop.ts";
import type { CatalogueChange } from "./item.ts";

function shopWithItem(fields = {}) {
  const shop = new Shop();
  shop.item("A", fields);
  const update = (change: CatalogueChange, expectedVersion = 0) =>
    shop.send({ type: "update_item", sku: "A", change, expectedVersion });
  return { shop, update };
}

test("an edit sets what it names and counts the version", () => {
  const { shop, update } = shopWithItem({ saleStartsAtMs: 10, saleEndsAtMs: 20 });
  shop.nowMs += 3;
  const outcome = update({ name: "Mug", paused: true, clearSaleEnd: true }, 1);
  assert(outcome.kind === "done");
  const { name, paused, saleStartsAtMs, saleEndsAtMs, version, updatedAtMs } = outcome.subject;
  assert.deepEqual([name, paused, saleStartsAtMs, saleEndsAtMs], ["Mug", true, 10, undefined]);
  assert.deepEqual([version, updatedAtMs], [2, shop.nowMs]);
});

test("an edit that changes nothing counts all the same", () => {
  const { update } = shopWithItem({ name: "Mug" });
  const outcome = update({ name: "Mug" });
  assert.equal(outcome.kind === "done" && outcome.subject.version, 2);
});

test("an edit of an older version is refused with the version there is", () => {
  const { update } = shopWithItem();
  update({ paused: true }, 1);
  const outcome = update({ paused: false }, 1);
  assert.deepEqual(outcome.kind === "rejected" && outcome.problems, [
    { reason: "VERSION_STALE", expectedVersion: 1, actualVersion: 2 },
  ]);
});

test("orders do not make an editor's version stale", () => {
  const { shop, update } = shopWithItem();
  shop.placed(shop.user("ann@x.test"), { A: 3 });
  const outcome = update({ paused: true }, 1);
  assert.equal(outcome.kind === "done" && outcome.subject.held, 3);
});

test("a sale must end after it starts, counting the end that is not edited", () => {
  const { update } = shopWithItem({ saleStartsAtMs: 10, saleEndsAtMs: 20 });
  const outcome = update({ saleStartsAtMs: 20 });
  assert.deepEqual(outcome.kind === "rejected" && outcome.problems, [
    { reason: "SALE_WINDOW_EMPTY", sku: "A", startsAtMs: 20, endsAtMs: 20 },
  ]);
  assert.deepEqual(reasonsOf(update({ saleEndsAtMs: 9 })), ["SALE_WINDOW_EMPTY"]);
  assert.equal(update({ saleStartsAtMs: 19 }).kind, "done");
  assert.equal(update({ saleStartsAtMs: 30, clearSaleEnd: true }).kind, "done");
});

test("an unknown SKU is not found", () => {
  const outcome = new Shop().send({
    type: "update_item",
    sku: "B",
    change: { paused: true },
    expectedVersion: 0,
  });
  assert.deepEqual(reasonsOf(outcome), ["ITEM_NOT_FOUND"]);
});
