import assert from "node:assert/strict";
import { test } from "node:test";
import { OrderStatus } from "#gen/sluice/orders/v1/order_pb.ts";
import { legalActions } from "./order-actions.ts";

const legal = (status: OrderStatus, onHold = false) => legalActions({ status, onHold }).join(" ");

test("an order of which something has not left the house can be held back and called off", () => {
  for (const status of [
    OrderStatus.PLACED,
    OrderStatus.PAYING,
    OrderStatus.PAYMENT_REVIEW,
    OrderStatus.PAID,
    OrderStatus.FULFILLING,
  ]) {
    assert.equal(legal(status), "hold cancel");
    assert.equal(legal(status, true), "release cancel");
  }
});

test("an order that went further can only be held back", () => {
  for (const status of [OrderStatus.SHIPPED, OrderStatus.DELIVERED, OrderStatus.EXPIRED]) {
    assert.equal(legal(status), "hold");
    assert.equal(legal(status, true), "release");
  }
});

test("an order that is over, or in a state this page does not know, takes nothing", () => {
  for (const status of [OrderStatus.CLOSED, OrderStatus.CANCELLED, 99 as OrderStatus]) {
    assert.equal(legal(status), "");
  }
});
