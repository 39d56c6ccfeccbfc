import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { ItemSchema } from "#gen/sluice/inventory/v1/item_pb.ts";
import { listRequest } from "./list-request.ts";
import { stateWords } from "./state-words.ts";
import { enFormats } from "../ui/test-formats.ts";
import { stockFilterOf } from "./stock-filter.ts";
import { stockRows } from "./stock-rows.ts";

const item = (sku: string, fields: { paused?: boolean; available?: bigint } = {}) =>
  create(ItemSchema, { sku, name: sku, onHand: 9n, available: 9n, ...fields });
const filter = (address: string) => stockFilterOf(new URLSearchParams(address));
const rows = (address: string, items: Parameters<typeof stockRows>[0], partial = false) =>
  stockRows(items, {
    filter: filter(address),
    partial,
    serverNowMs: 0,
    demandOf: () => undefined,
    speech: { words: stateWords.en, formats: enFormats },
  });

test("what a filter finds stands in its order, and everything is counted", () => {
  const items = [item("A"), item("B", { paused: true }), item("C", { available: 0n })];
  const all = rows("", items);
  assert.deepEqual(
    all.rows.map((row) => row.item.sku),
    ["C", "B", "A"],
  );
  assert.deepEqual([all.itemCount, all.needyCount], [3, 2]);
  const paused = rows("show=paused", items);
  assert.deepEqual([paused.rows.length, paused.itemCount], [1, 3]);
});

test("a part of what there is stays in the order of the server", () => {
  const items = [item("B"), item("A", { paused: true })];
  assert.deepEqual(
    rows("sort=sku", items, true).rows.map((row) => row.item.sku),
    ["B", "A"],
  );
});

test("the server is asked for what it knows: words, pauses, and what is left", () => {
  assert.deepEqual(listRequest(filter("q=Drop%20%20tee&show=upcoming&sort=sold")), {
    pageSize: 100,
    query: "drop tee",
  });
  assert.equal(listRequest(filter("show=paused")).paused, true);
  assert.equal(listRequest(filter("show=sold-out")).soldOut, true);
});
