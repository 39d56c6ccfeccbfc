import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { OrderSchema, OrderStatus } from "#gen/sluice/orders/v1/order_pb.ts";
import { mayMatch } from "./matches-filter.ts";
import { noFilter } from "./order-filter.ts";
import type { OrderFilter } from "./order-filter.ts";
import { between } from "./time-span.ts";

const placedMs = Date.parse("2026-11-26T14:00:00Z");
const order = create(OrderSchema, {
  orderId: "019ac0de-1234-7abc-8def-0123456789ab",
  userId: "019ac0de-1234-7abc-8def-ffffffffffff",
  status: OrderStatus.PLACED,
  lines: [{ sku: "DROP-01" }, { sku: "MUG" }],
  createdAt: timestampFromMs(placedMs),
});
const clock = { nowMs: placedMs + 3_600_000, zone: "UTC" };
const may = (filter: Partial<OrderFilter>) => mayMatch(order, { ...noFilter, ...filter }, clock);

test("an order that has all that is asked for may be in the list", () => {
  for (const filter of [
    {},
    { order: "019ac0de-12", user: order.userId, sku: "MUG" },
    { statuses: ["paid", "placed"], onHold: false },
    { placed: { kind: "last", count: 1, unit: "h" } },
    { placed: between(placedMs, placedMs + 1) },
    { email: "whose@example.com" },
  ] as const) {
    assert(may(filter), JSON.stringify(filter));
  }
});

test("an order that lacks one thing is not in the list", () => {
  for (const filter of [
    { order: "019ac0df" },
    { user: order.orderId },
    { sku: "mug" },
    { statuses: ["paid"] },
    { onHold: true },
    { placed: { kind: "last", count: 59, unit: "min" } },
    { placed: between(undefined, placedMs) },
  ] as const) {
    assert(!may(filter), JSON.stringify(filter));
  }
});
