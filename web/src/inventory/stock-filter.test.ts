import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { ItemSchema } from "#gen/sluice/inventory/v1/item_pb.ts";
import {
  matchesQuery,
  matchesStock,
  showsAll,
  stockFilterOf,
  withStockFilter,
} from "./stock-filter.ts";

const filter = (address: string) => stockFilterOf(new URLSearchParams(address));
const item = create(ItemSchema, { sku: "DROP-01", name: "Drop jacket, Black" });

test("a filter is read from the address, and nonsense is left out", () => {
  assert.deepEqual(filter("q=drop&show=paused&sort=left"), {
    query: "drop",
    show: "paused",
    sort: "left",
  });
  assert.deepEqual(filter("show=%00&sort=constructor&page=9"), {
    query: "",
    show: "all",
    sort: "attention",
  });
  assert.equal(filter(`q=${"x".repeat(1_000)}`).query.length, 254);
});

test("the address has only what is not usual, and keeps what is not the filter's", () => {
  const before = new URLSearchParams("tab=2&q=old&show=paused");
  const next = withStockFilter(before, { query: "a b", show: "all", sort: "demand" });
  assert.equal(next.toString(), "tab=2&q=a+b&sort=demand");
  assert.deepEqual(stockFilterOf(next), { query: "a b", show: "all", sort: "demand" });
});

test("each word begins the SKU or a word of the name", () => {
  for (const query of ["", "drop", "DROP-01", "jack", "black drop", "  black "]) {
    assert(matchesQuery(item, query), query);
  }
  for (const query of ["01", "acket", "drop white", "drop-011"]) {
    assert(!matchesQuery(item, query), query);
  }
});

test("words past the eighth are not asked for", () => {
  assert(matchesQuery(item, "d d d d d d d d nothing"));
});

test("an item is shown by its phase and its words together", () => {
  assert(matchesStock(filter("q=drop&show=on-sale"), item, "low"));
  assert(!matchesStock(filter("q=mug&show=on-sale"), item, "open"));
  assert(!matchesStock(filter("show=on-sale"), item, "paused"));
  assert(matchesStock(filter("show=attention"), item, "all_held"));
  assert(!matchesStock(filter("show=attention"), item, "open"));
});

test("what is paused or has nothing left is found in any phase", () => {
  const rest = create(ItemSchema, { sku: "A", paused: true, available: 0n });
  assert(matchesStock(filter("show=paused"), rest, "closed"));
  assert(matchesStock(filter("show=sold-out"), rest, "paused"));
  assert(!matchesStock(filter("show=paused"), item, "closed"));
});

test("an order alone leaves nothing out", () => {
  assert(showsAll(filter("sort=left&q=%20")));
  assert(!showsAll(filter("show=closed")));
});
