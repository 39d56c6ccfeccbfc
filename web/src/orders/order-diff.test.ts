import assert from "node:assert/strict";
import { test } from "node:test";
import { clone, create } from "@bufbuild/protobuf";
import { timestampFromMs, timestampMs } from "@bufbuild/protobuf/wkt";
import { HoldStatus, OrderSchema, OrderStatus } from "#gen/sluice/orders/v1/order_pb.ts";
import { actedOrder } from "./acted-order.ts";
import { orderChanges } from "./order-diff.ts";

const placed = create(OrderSchema, {
  orderId: "019ac0de-1234-7abc-8def-0123456789ab",
  status: OrderStatus.PLACED,
  holdStatus: HoldStatus.HELD,
  holdExpiresAt: timestampFromMs(900_000),
  version: 1n,
});
const atMs = 5_000;

test("an order that is called off frees its stock and keeps the reason", () => {
  const acted = actedOrder(placed, { action: "cancel", reason: "bought twice", atMs });
  assert.equal(acted.status, OrderStatus.CANCELLED);
  assert.equal(acted.holdStatus, HoldStatus.CANCELLED);
  assert.equal(acted.cancelReason, "bought twice");
  assert.equal(acted.version, 2n);
});

test("an order on hold says why and since when until it is released or called off", () => {
  const held = actedOrder(placed, { action: "hold", reason: "looks odd", atMs });
  assert.deepEqual(
    [held.onHold, held.onHoldReason, held.status],
    [true, "looks odd", placed.status],
  );
  assert.equal(held.onHoldSince && timestampMs(held.onHoldSince), atMs);
  for (const action of ["release", "cancel"] as const) {
    const after = actedOrder(held, { action, reason: "fine", atMs });
    assert.deepEqual([after.onHold, after.onHoldReason, after.onHoldSince], [false, "", undefined]);
  }
});

test("the order that was shown before stays as it was, to go back to", () => {
  const before = clone(OrderSchema, placed);
  actedOrder(placed, { action: "cancel", reason: "x", atMs });
  assert.deepEqual(placed, before);
});

test("what became of an order meanwhile is told, and nothing else", () => {
  assert.deepEqual(orderChanges(placed, placed), []);
  const held = actedOrder(placed, { action: "hold", reason: "looks odd", atMs });
  assert.deepEqual(orderChanges(placed, held), [
    { kind: "on_hold", onHold: true, reason: "looks odd" },
  ]);
  assert.deepEqual(
    orderChanges(held, actedOrder(held, { action: "cancel", reason: "bought twice", atMs })),
    [
      { kind: "status", from: OrderStatus.PLACED, to: OrderStatus.CANCELLED },
      { kind: "on_hold", onHold: false, reason: "" },
      { kind: "stock", from: HoldStatus.HELD, to: HoldStatus.CANCELLED },
    ],
  );
  const longer = { ...placed, holdExpiresAt: timestampFromMs(1_800_000) };
  assert.deepEqual(orderChanges(placed, longer), [{ kind: "hold_ends" }]);
});
