import assert from "node:assert/strict";
import { test } from "node:test";
import { enFormats, zhFormats } from "../ui/test-formats.ts";
import { boardRow } from "./board-state.ts";
import { create } from "@bufbuild/protobuf";
import { ItemSchema } from "#gen/sluice/inventory/v1/item_pb.ts";
import { stateWords } from "./state-words.ts";
import { stockTitle } from "./stock-title.ts";
import { stockWords } from "./stock-words.ts";
import { zh } from "./stock-words.zh.ts";

const row = boardRow(create(ItemSchema, { sku: "A" }), undefined, 0, {
  words: stateWords.en,
  formats: enFormats,
});
const state = (itemCount: number, rowCount: number, needyCount: number) =>
  ({
    phase: "fresh",
    data: { rows: Array.from({ length: rowCount }, () => row), itemCount, needyCount },
    asOfMs: 0,
    sinceMs: 0,
  }) as const;
const en = { words: stockWords.en, formats: enFormats };

test("the title tells how many there are, how many are shown, and how many need somebody", () => {
  assert.equal(stockTitle({ state: state(1, 1, 0), partial: false }, en), "1 item");
  assert.equal(
    stockTitle({ state: state(1_200, 1_200, 1), partial: false }, en),
    "1,200 items, 1 needs attention",
  );
  assert.equal(
    stockTitle({ state: state(57, 2, 3), partial: false }, en),
    "2 of 57 items, 3 need attention",
  );
  assert.equal(
    stockTitle({ state: state(57, 2, 3), partial: false }, { words: zh, formats: zhFormats }),
    "57 种商品中的 2 种，3 种需要处理",
  );
});

test("where there is nothing, nothing is counted", () => {
  assert.equal(stockTitle({ state: state(0, 0, 0), partial: false }, en), "Items");
});

test("of a part nothing is counted", () => {
  assert.equal(stockTitle({ state: state(100, 100, 3), partial: true }, en), "Items");
  assert.equal(stockTitle({ state: { phase: "loading" }, partial: false }, en), "Items");
});
