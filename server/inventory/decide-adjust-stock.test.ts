import assert from "node:assert/strict";
import { test } from "node:test";
import { reasonsOf, Shop } from "../test/shop.ts";
import { stockMaxUnits } from "./item.ts";

function shopWithItem(onHand: number) {
  const shop = new Shop();
  shop.item("A", { onHand });
  const adjust = (delta: number, expectedVersion = 0) =>
    shop.send({ type: "adjust_stock", sku: "A", delta, reason: "count", expectedVersion });
  return { shop, adjust };
}

test("an adjustment moves on hand, counts the version and keeps its reason", () => {
  const { shop, adjust } = shopWithItem(5);
  const outcome = adjust(-2, 1);
  assert(outcome.kind === "done");
  assert.deepEqual([outcome.subject.onHand, outcome.subject.version], [3, 2]);
  assert.equal(shop.store.events.at(-1)?.cause, "count");
  assert.equal(shop.store.stockMoves.at(-1)?.onHandDelta, -2);
});

test("stock may be taken down to what is held, and no unit below", () => {
  const { shop, adjust } = shopWithItem(5);
  shop.placed(shop.user("ann@x.test"), { A: 3 });
  const outcome = adjust(-3);
  assert.deepEqual(outcome.kind === "rejected" && outcome.problems, [
    { reason: "BELOW_HELD", sku: "A", held: 3, onHandAfter: 2 },
  ]);
  assert.equal(adjust(-2).kind, "done");
  assert.deepEqual(shop.counts("A"), [3, 3, 0]);
});

test("stock may reach the most units of an item, and not pass it", () => {
  const { shop, adjust } = shopWithItem(1);
  const outcome = adjust(stockMaxUnits);
  assert.deepEqual(outcome.kind === "rejected" && outcome.problems, [
    {
      reason: "STOCK_TOO_LARGE",
      sku: "A",
      limit: stockMaxUnits,
      onHandAfter: stockMaxUnits + 1,
    },
  ]);
  assert.equal(adjust(stockMaxUnits - 1).kind, "done");
  assert.deepEqual(shop.counts("A"), [stockMaxUnits, 0, 0]);
});

test("an adjustment of an older version is refused", () => {
  const { adjust } = shopWithItem(5);
  adjust(1, 1);
  assert.deepEqual(reasonsOf(adjust(1, 1)), ["VERSION_STALE"]);
});

test("an unknown SKU is not found", () => {
  const adjust = { type: "adjust_stock", sku: "B", delta: 1, reason: "count" } as const;
  const outcome = new Shop().send({ ...adjust, expectedVersion: 0 });
  assert.deepEqual(reasonsOf(outcome), ["ITEM_NOT_FOUND"]);
});
