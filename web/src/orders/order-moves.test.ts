import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { HoldStatus, OrderSchema, OrderStatus } from "#gen/sluice/orders/v1/order_pb.ts";
import { legalMoves, movableLines, unitsIn } from "./order-moves.ts";

interface Line {
  readonly fulfilled?: bigint;
  readonly cancelled?: bigint;
  readonly returned?: bigint;
}

const orderWith = (status: OrderStatus, line: Line = {}, onHold = false) =>
  create(OrderSchema, {
    status,
    onHold,
    holdStatus: status === OrderStatus.PLACED ? HoldStatus.HELD : HoldStatus.COMMITTED,
    lines: [
      {
        sku: "A",
        quantity: 3n,
        fulfilledQuantity: line.fulfilled ?? 0n,
        cancelledQuantity: line.cancelled ?? 0n,
        returnedQuantity: line.returned ?? 0n,
      },
    ],
  });
const moves = (...args: Parameters<typeof orderWith>) => legalMoves(orderWith(...args)).join(" ");

test("an order is paid once, and not while it is on hold or its stock is free again", () => {
  assert.equal(moves(OrderStatus.PLACED), "pay");
  assert.equal(moves(OrderStatus.PLACED, {}, true), "");
  const expired = create(OrderSchema, {
    status: OrderStatus.PLACED,
    holdStatus: HoldStatus.EXPIRED,
  });
  assert.deepEqual(legalMoves(expired), []);
  for (const status of [OrderStatus.PAYING, OrderStatus.PAYMENT_REVIEW, OrderStatus.EXPIRED])
    assert.equal(moves(status), "");
});

test("what is paid can be sent, or some of it called off, as long as something is left", () => {
  assert.equal(moves(OrderStatus.PAID), "fulfil cancel_units");
  assert.equal(moves(OrderStatus.FULFILLING, { fulfilled: 2n }), "fulfil");
  assert.equal(moves(OrderStatus.FULFILLING, { fulfilled: 2n, cancelled: 1n }), "");
});

test("on hold keeps an order from going forward, not units from being called off or coming back", () => {
  assert.equal(moves(OrderStatus.PAID, {}, true), "cancel_units");
  assert.equal(moves(OrderStatus.SHIPPED, { fulfilled: 3n }, true), "return");
  assert.equal(moves(OrderStatus.DELIVERED, { fulfilled: 3n }, true), "return");
});

test("what was sent arrives, comes back in part, and is closed", () => {
  assert.equal(moves(OrderStatus.SHIPPED, { fulfilled: 3n }), "deliver return");
  assert.equal(moves(OrderStatus.DELIVERED, { fulfilled: 3n, returned: 1n }), "close return");
  assert.equal(moves(OrderStatus.DELIVERED, { fulfilled: 3n, returned: 3n }), "close");
  assert.equal(moves(OrderStatus.CLOSED, { fulfilled: 3n }), "");
});

test("a move is about units that it can still take", () => {
  const order = orderWith(OrderStatus.FULFILLING, { fulfilled: 2n, returned: 1n });
  assert.deepEqual(movableLines(order, "fulfil"), [{ sku: "A", most: 1n }]);
  assert.deepEqual(movableLines(order, "return"), [{ sku: "A", most: 1n }]);
  assert.equal(unitsIn(movableLines(orderWith(OrderStatus.PAID), "cancel_units")), 3n);
});
