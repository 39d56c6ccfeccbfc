import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { ItemSchema } from "#gen/sluice/inventory/v1/item_pb.ts";
import { enFormats, zhFormats } from "../ui/test-formats.ts";
import { boardRow } from "./board-state.ts";
import { boardWords } from "./board-words.ts";
import { zh } from "./board-words.zh.ts";
import { stateWords } from "./state-words.ts";
import { stockVerdict } from "./stock-verdict.ts";

const row = (sku: string, paused = false) =>
  boardRow(create(ItemSchema, { sku, onHand: 9n, available: 9n, paused }), undefined, 0, {
    words: stateWords.en,
    formats: enFormats,
  });
const inEnglish = { words: boardWords.en, formats: enFormats };
const line = (rows: Parameters<typeof stockVerdict>[0], speech = inEnglish) => {
  const { mark, text } = stockVerdict(rows, speech);
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

test("in Chinese items are counted with their measure word", () => {
  const speech = { words: zh, formats: zhFormats };
  assert.equal(line([row("A"), row("B")], speech), "live | 库存正常 | 2 种商品");
  assert.match(line([row("A", true)], speech), /^attention \| 1 种商品需要处理 \| A /);
});
