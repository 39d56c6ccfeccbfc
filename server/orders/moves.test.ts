import assert from "node:assert/strict";
import { test } from "node:test";
import { holdMoves, mayMove, orderMoves } from "./moves.ts";
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

test("no state moves to itself and every state can be reached", () => {
  const reached = new Set<OrderStatus>(["placed"]);
  for (const from of reached) for (const to of orderMoves[from]) reached.add(to);
  assert.deepEqual([...reached].toSorted(), orders.toSorted());
  for (const status of orders) assert(!mayMove(orderMoves, status, status), status);
});
