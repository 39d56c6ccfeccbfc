import assert from "node:assert/strict";
import { test } from "node:test";
import { OrderStatus } from "#gen/sluice/orders/v1/order_pb.ts";
import { legalActions } from "./order-actions.ts";

const legal = (status: OrderStatus, onHold = false) => legalActions({ status, onHold }).join(" ");

test("an order that waits for money can be held back and called off", () => {
  assert.equal(legal(OrderStatus.PLACED), "hold cancel");
  assert.equal(legal(OrderStatus.PLACED, true), "release cancel");
});

test("an order that went further can only be held back", () => {
  for (const status of [
    OrderStatus.PAYING,
    OrderStatus.PAID,
    OrderStatus.SHIPPED,
    OrderStatus.EXPIRED,
  ]) {
    assert.equal(legal(status), "hold");
    assert.equal(legal(status, true), "release");
  }
});

test("an order that is over, or in a state this page does not know, takes nothing", () => {
  for (const status of [OrderStatus.CLOSED, OrderStatus.CANCELLED, 99 as OrderStatus]) {
    assert.equal(legal(status), "");
  }
});
