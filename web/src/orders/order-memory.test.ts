import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { OrderSchema } from "#gen/sluice/orders/v1/order_pb.ts";
import { OrderMemory } from "./order-memory.ts";

const order = (orderId: string, version = 1n) => create(OrderSchema, { orderId, version });
const ids = (orders: readonly { readonly orderId: string }[]) =>
  orders.map(({ orderId }) => orderId).join();

test("what was selected on another page is still known, as it was last seen", () => {
  const memory = new OrderMemory();
  memory.remember([order("a"), order("b", 3n)], new Set());
  memory.remember([order("b", 2n), order("c")], new Set());
  const recalled = memory.recall(["c", "b", "unknown", "a"]);
  assert.equal(ids(recalled), "c,b,a");
  assert.equal(recalled[1]?.version, 3n);
});

test("of many orders the oldest go, but none that is selected", () => {
  const memory = new OrderMemory();
  memory.remember([order("first"), order("second")], new Set(["first"]));
  const many = Array.from({ length: 2_000 }, (_, index) => order(`o${index}`));
  memory.remember(many, new Set(["first"]));
  assert.equal(ids(memory.recall(["first", "second", "o0", "o1999"])), "first,o1999");
});
