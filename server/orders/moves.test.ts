import assert from "node:assert/strict";
import { test } from "node:test";
import { holdMoves, isFinal, mayMove, movesHeldBack, orderMove, orderMoves } from "./moves.ts";
import type { HoldStatus, OrderStatus } from "./order.ts";

const holds = Object.keys(holdMoves) as HoldStatus[];
const orders = Object.keys(orderMoves) as OrderStatus[];

test("a hold moves once: from held, never from an end", () => {
  for (const from of holds) {
    for (const to of holds) {
      const legal = from === "held" && to !== "held";
      assert.equal(mayMove(holdMoves, from, to), legal, `${from} -> ${to}`);
    }
  }
});

test("an order is released only before it is paid for", () => {
  const releasable = orders.filter((from) => mayMove(orderMoves, from, "expired"));
  assert.deepEqual(releasable, ["placed", "paying"]);
  const cancellable = orders.filter((from) => mayMove(orderMoves, from, "cancelled"));
  assert.deepEqual(cancellable, ["placed", "paying", "payment_review", "paid"]);
});

test("a late success may still pay an expired order, nothing leaves cancelled or closed", () => {
  assert.deepEqual(orderMoves.expired, ["paid"]);
  assert.deepEqual(orderMoves.cancelled, []);
  assert.deepEqual(orderMoves.closed, []);
});

test("an order on hold goes forward on nobody's asking, and what happened to its payment is noted", () => {
  const onHold = { reason: "looks like fraud", sinceMs: 1 };
  const noted: string[] = [];
  for (const status of orders) {
    for (const to of orders) {
      const legal = mayMove(orderMoves, status, to);
      assert.equal(orderMove({ status, onHold: undefined }, to), legal ? "legal" : "illegal");
      const held = orderMove({ status, onHold }, to);
      assert.equal(held === "illegal", !legal, `${status} -> ${to}`);
      if (held === "legal") noted.push(`${status} -> ${to}`);
    }
  }
  assert.deepEqual(noted, [
    "placed -> paid",
    "placed -> expired",
    "placed -> cancelled",
    "paying -> placed",
    "paying -> payment_review",
    "paying -> paid",
    "paying -> expired",
    "paying -> cancelled",
    "payment_review -> paid",
    "payment_review -> cancelled",
    "paid -> cancelled",
    "expired -> paid",
  ]);
});

test("only moves that the table has are held back", () => {
  for (const [from, to] of Object.entries(movesHeldBack)) {
    assert(mayMove(orderMoves, from as OrderStatus, to), `${from} -> ${to}`);
  }
});

test("closed and cancelled are final, and nothing else", () => {
  assert.deepEqual(orders.filter(isFinal), ["closed", "cancelled"]);
});

test("no state moves to itself and every state can be reached", () => {
  const reached = new Set<OrderStatus>(["placed"]);
  for (const from of reached) for (const to of orderMoves[from]) reached.add(to);
  assert.deepEqual([...reached].toSorted(), orders.toSorted());
  for (const status of orders) assert(!mayMove(orderMoves, status, status), status);
});
