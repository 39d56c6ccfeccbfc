import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { ItemSchema } from "#gen/sluice/inventory/v1/item_pb.ts";
import { enFormats } from "../ui/test-formats.ts";
import { boardRow } from "./board-state.ts";
import type { BoardRow } from "./board-state.ts";
import { stateWords } from "./state-words.ts";
import { sortStock } from "./stock-order.ts";

const speech = { words: stateWords.en, formats: enFormats };

const row = (
  sku: string,
  fields: { available?: bigint; sold?: bigint; paused?: boolean } = {},
  taken = 0,
) =>
  boardRow(
    create(ItemSchema, { sku, onHand: fields.available ?? 900n, available: 900n, ...fields }),
    { takenPerMinute: taken, netPerMinute: taken },
    0,
    speech,
  );
const skus = (rows: readonly BoardRow[]) => rows.map(({ item }) => item.sku).join(" ");

const rows = [
  row("D", { available: 0n, sold: 7n }),
  row("C", { available: 500n, sold: 9n }, 4),
  row("B", { paused: true }),
  row("A", {}, 2),
];

test("what needs someone stands first, and what is alike by SKU", () => {
  assert.equal(skus(sortStock(rows, "attention")), "D B A C");
  assert.equal(skus(sortStock(rows, "sku")), "A B C D");
});

test("the fewest left, the fastest and the most sold stand first", () => {
  assert.equal(skus(sortStock(rows, "left")), "D C A B");
  assert.equal(skus(sortStock(rows, "demand")), "C A B D");
  assert.equal(skus(sortStock(rows, "sold")), "C D A B");
});

test("a row without a rate counts as one that stands still", () => {
  const item = create(ItemSchema, { sku: "0", onHand: 1n, available: 1n });
  const still = boardRow(item, undefined, 0, speech);
  assert.equal(skus(sortStock([still, ...rows], "demand")), "C A 0 B D");
});
