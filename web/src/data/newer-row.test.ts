import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { ItemSchema } from "#gen/sluice/inventory/v1/item_pb.ts";
import { OrderSchema } from "#gen/sluice/orders/v1/order_pb.ts";
import { newerItem, newerOrder, overlay } from "./newer-row.ts";

const order = (version: bigint) => create(OrderSchema, { orderId: "a", version });
const item = (version: bigint, held = 0n) => create(ItemSchema, { sku: "A", version, held });
const current = { readAtMs: 50, liveAsOfMs: Number.POSITIVE_INFINITY };

test("the order with the higher version is the later one", () => {
  const [first, second] = [order(1n), order(2n)];
  assert.equal(newerOrder(first, second), second);
  assert.equal(newerOrder(second, first), second);
  assert.equal(newerOrder(first, undefined), first);
});

test("an answer to an edit stands until the stream has it too", () => {
  const edited = item(2n);
  assert.equal(newerItem(edited, item(1n, 7n), current), edited);
  const live = item(3n);
  assert.equal(newerItem(edited, live, { readAtMs: 50, liveAsOfMs: 40 }), live);
});

test("of one version the row of the stream is later while it is current, and what was read after it broke", () => {
  const [read, live] = [item(1n, 2n), item(1n, 3n)];
  assert.equal(newerItem(read, live, current), live);
  assert.equal(newerItem(read, live, { readAtMs: 50, liveAsOfMs: 40 }), read);
  assert.equal(newerItem(read, live, { readAtMs: 30, liveAsOfMs: 40 }), live);
  assert.equal(newerItem(read, undefined, current), read);
});

test("a list without a later row stays the same object", () => {
  const rows = [order(1n), order(2n)];
  assert.equal(
    overlay(rows, (row) => newerOrder(row, undefined)),
    rows,
  );
  const live = order(5n);
  assert.deepEqual(
    overlay(rows, (row) => newerOrder(row, live)),
    [live, live],
  );
});
