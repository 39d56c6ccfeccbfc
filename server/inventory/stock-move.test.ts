import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Item } from "./item.ts";
import { moveStock, stockMove } from "./stock-move.ts";
import type { StockMoveKind } from "./stock-move.ts";

const at = { sku: "A", seq: 1, placedSeq: undefined };
const kinds = ["created", "adjusted", "held", "released", "committed", "returned"] as const;

function itemWith(onHand: number, held: number, sold: number): Item {
  return {
    sku: "A",
    name: "Shirt",
    price: { currencyCode: "EUR", minorUnits: 5n },
    onHand,
    held,
    sold,
    perUserLimit: 0,
    saleStartsAtMs: undefined,
    saleEndsAtMs: undefined,
    paused: false,
    version: 4,
    createdAtMs: 1,
    updatedAtMs: 2,
  };
}

function after(kind: StockMoveKind, quantity: number, onHand: number, held: number, sold: number) {
  const item = moveStock(itemWith(onHand, held, sold), kind, quantity);
  return item && [item.onHand, item.held, item.sold];
}

test("each kind moves the counts as the table of stock says", () => {
  assert.deepEqual(after("adjusted", -2, 5, 3, 1), [3, 3, 1]);
  assert.deepEqual(after("held", 2, 5, 3, 1), [5, 5, 1]);
  assert.deepEqual(after("released", 3, 5, 3, 1), [5, 0, 1]);
  assert.deepEqual(after("committed", 3, 5, 3, 1), [2, 0, 4]);
  assert.deepEqual(after("returned", 1, 5, 3, 1), [6, 3, 0]);
});

test("no move may hold more than there is, release more than is held or return more than was sold", () => {
  assert.equal(after("held", 3, 5, 3, 1), undefined);
  assert.equal(after("released", 4, 5, 3, 1), undefined);
  assert.equal(after("committed", 4, 5, 3, 1), undefined);
  assert.equal(after("returned", 2, 5, 3, 1), undefined);
  assert.equal(after("adjusted", -3, 5, 3, 1), undefined);
});

test("a move leaves the version and the time of the last edit alone", () => {
  const before = itemWith(5, 3, 1);
  assert.deepEqual(moveStock(before, "held", 2), { ...before, held: 5 });
});

test("any chain of moves keeps 0 <= held <= on hand, and its records add up to the item", () => {
  const move = fc.tuple(fc.constantFrom(...kinds), fc.integer({ min: 1, max: 4 }));
  fc.assert(
    fc.property(fc.array(move, { maxLength: 30 }), (moves) => {
      let item = itemWith(0, 0, 0);
      const sum = { onHand: 0, held: 0, sold: 0, added: 0 };
      for (const [kind, quantity] of moves) {
        const next = moveStock(item, kind, quantity);
        if (next === undefined) continue;
        item = next;
        const record = stockMove(kind, quantity, at);
        sum.onHand += record.onHandDelta;
        sum.held += record.heldDelta;
        sum.sold += record.soldDelta;
        if (kind === "created" || kind === "adjusted") sum.added += record.onHandDelta;
        assert(0 <= item.held && item.held <= item.onHand && item.sold >= 0);
        assert.equal(sum.added, item.onHand + item.sold);
      }
      assert.deepEqual([sum.onHand, sum.held, sum.sold], [item.onHand, item.held, item.sold]);
    }),
  );
});
