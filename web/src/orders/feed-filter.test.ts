import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { OrderSchema, OrderStatus } from "#gen/sluice/orders/v1/order_pb.ts";
import type { FeedEntry } from "../live/feed.ts";
import { filterOf, isEmptyFilter, matchesFilter, withFilter } from "./feed-filter.ts";

const order = create(OrderSchema, {
  orderId: "0199-aaaa",
  userId: "0199-bbbb",
  status: OrderStatus.PLACED,
  lines: [{ sku: "DROP-01" }, { sku: "TEE-BLK" }],
});
const entry: FeedEntry = { kind: "order", key: "0199-aaaa/1", atMs: 1, rank: 1, order };
const matches = (address: string) => matchesFilter(entry, filterOf(new URLSearchParams(address)));

test("a filter is read from the address, and what it cannot be is left out", () => {
  assert.deepEqual(filterOf(new URLSearchParams("status=placed&sku=tee&q=01")), {
    status: "placed",
    sku: "tee",
    text: "01",
  });
  assert(isEmptyFilter(filterOf(new URLSearchParams("status=nonsense&other=1"))));
  assert.equal(filterOf(new URLSearchParams({ q: "x".repeat(1_000) })).text.length, 64);
});

test("the address keeps what is not the filter's", () => {
  const next = withFilter(new URLSearchParams("tab=2&sku=old&q=x"), {
    status: "paid",
    sku: "new",
    text: "",
  });
  assert.equal(next.toString(), "tab=2&sku=new&status=paid");
});

test("status, SKU and ids all have to match, whatever the case of letters", () => {
  for (const address of ["", "status=placed", "sku=tee", "q=AAAA", "q=bbbb", "sku=%20drop-01"]) {
    assert(matches(address), address);
  }
  for (const address of ["status=paid", "sku=mug", "q=cccc", "status=placed&sku=mug"]) {
    assert(!matches(address), address);
  }
});

test("a gap is always shown: it may hide what is looked for", () => {
  const gap: FeedEntry = { kind: "gap", key: "gap 1", atMs: 1, rank: 1, count: 3 };
  assert(matchesFilter(gap, { status: "paid", sku: "x", text: "y" }));
});
