import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { HoldStatus, OrderSchema } from "#gen/sluice/orders/v1/order_pb.ts";
import { heldOrders } from "./held-orders.ts";

const order = (orderId: string, holdStatus: HoldStatus, endsMs: number, quantity = 1n) =>
  create(OrderSchema, {
    orderId,
    holdStatus,
    holdExpiresAt: timestampFromMs(endsMs),
    lines: [
      { sku: "A", quantity },
      { sku: "B", quantity: 2n },
    ],
  });

test("what is held counts, the next to end first; what was sold or released does not", () => {
  const { orders, unitCount } = heldOrders([
    order("late", HoldStatus.HELD, 9_000, 5n),
    order("sold", HoldStatus.COMMITTED, 1_000),
    order("soon", HoldStatus.HELD, 1_200),
    order("sooner", HoldStatus.HELD, 1_100),
    order("over", HoldStatus.EXPIRED, 500),
  ]);
  assert.deepEqual(
    orders.map(({ orderId }) => orderId),
    ["sooner", "soon", "late"],
  );
  assert.equal(unitCount, 13n);
});

test("nobody holds nothing", () => {
  assert.deepEqual(heldOrders([]), { orders: [], unitCount: 0n });
});
