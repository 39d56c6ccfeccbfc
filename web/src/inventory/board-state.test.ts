import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import type { MessageInitShape } from "@bufbuild/protobuf";
import { ItemSchema } from "#gen/sluice/inventory/v1/item_pb.ts";
import { enFormats } from "../ui/test-formats.ts";
import { boardOrder, boardRow } from "./board-state.ts";
import { stateWords } from "./state-words.ts";

const item = (fields: MessageInitShape<typeof ItemSchema> = {}) =>
  create(ItemSchema, { sku: "A", onHand: 100n, available: 100n, ...fields });
const speech = { words: stateWords.en, formats: enFormats };
const going = (netPerMinute: number) => ({ takenPerMinute: netPerMinute, netPerMinute });
const told = (fields: MessageInitShape<typeof ItemSchema>, netPerMinute: number) => {
  const { mark, endsInMs } = boardRow(item(fields), going(netPerMinute), 0, speech);
  return [mark.tone, mark.word, endsInMs];
};

test("an end within two minutes asks for somebody, a later one is only told", () => {
  assert.deepEqual(told({}, 60), ["attention", "Sold out in 1:40", 100_000]);
  assert.deepEqual(told({}, 20), ["live", "Sold out in 5:00", 300_000]);
  assert.deepEqual(told({}, 1), ["live", "Open", undefined]);
});

test("what cannot be ordered now has no end to tell", () => {
  assert.deepEqual(told({ paused: true }, 60), ["attention", "Paused", undefined]);
  assert.deepEqual(told({ available: 0n, held: 100n }, 60), ["attention", "All held", undefined]);
});

test("a low item keeps asking for attention while its end is far", () => {
  assert.deepEqual(told({ onHand: 10n, available: 10n, sold: 90n }, 2).slice(0, 2), [
    "attention",
    "Sold out in 5:00",
  ]);
});

test("what needs someone stands first, what ends soon right after it, the rest by SKU", () => {
  const rows = [
    boardRow(item({ sku: "C" }), going(0), 0, speech),
    boardRow(item({ sku: "B" }), going(0), 0, speech),
    boardRow(item({ sku: "S" }), going(60), 0, speech),
    boardRow(item({ sku: "P", paused: true }), going(0), 0, speech),
    boardRow(item({ sku: "Z", available: 0n, onHand: 0n, sold: 1n }), going(0), 0, speech),
  ];
  assert.deepEqual(
    boardOrder(rows).map((row) => row.item.sku),
    ["Z", "P", "S", "B", "C"],
  );
});
