import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { ItemSchema } from "#gen/sluice/inventory/v1/item_pb.ts";
import { boardRow } from "./board-state.ts";
import { stockVerdict } from "./stock-verdict.ts";

const row = (sku: string, paused = false) =>
  boardRow(create(ItemSchema, { sku, onHand: 9n, available: 9n, paused }), undefined, 0);
const line = (rows: Parameters<typeof stockVerdict>[0]) => {
  const { mark, text } = stockVerdict(rows);
  return `${mark.tone} | ${mark.word} | ${text}`;
};

test("the first three that need someone are named, the others counted", () => {
  const rows = ["A", "B", "C", "D", "E"].map((sku) => row(sku, true));
  assert.equal(
    line([...rows, row("F")]),
    "attention | 5 items need attention | A paused, B paused, C paused, 2 more",
  );
  assert.equal(line([row("A", true)]), "attention | 1 item needs attention | A paused");
});

test("nothing that needs someone is said too", () => {
  assert.equal(line([row("A"), row("B")]), "live | Stock is fine | 2 items");
  assert.equal(line([]), "quiet | No items yet | ");
});
