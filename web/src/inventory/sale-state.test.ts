import assert from "node:assert/strict";
import { test } from "node:test";
import type { MessageInitShape } from "@bufbuild/protobuf";
import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { ItemSchema } from "#gen/sluice/inventory/v1/item_pb.ts";
import { enFormats, zhFormats } from "../ui/test-formats.ts";
import { needsSomebody, saleState, stockShares } from "./sale-state.ts";
import { stateWords } from "./state-words.ts";
import { zh } from "./state-words.zh.ts";

const nowMs = Date.UTC(2026, 10, 21, 12, 0, 0);
const minuteMs = 60_000;
const at = (ms: number) => timestampFromMs(ms);

const item = (fields: MessageInitShape<typeof ItemSchema> = {}) =>
  create(ItemSchema, { sku: "A", onHand: 100n, available: 100n, ...fields });
const inEnglish = { words: stateWords.en, formats: enFormats };
const inChinese = { words: zh, formats: zhFormats };
const word = (fields: MessageInitShape<typeof ItemSchema>, speech = inEnglish) =>
  saleState(item(fields), nowMs, speech).mark.word;

test("an item without a window is open", () => {
  assert.equal(word({}), "Open");
});

test("a window says when it opens, how long it is open, and when it closed", () => {
  assert.equal(word({ saleStartsAt: at(nowMs + 12 * minuteMs) }), "Opens in 12 min");
  assert.equal(word({ saleEndsAt: at(nowMs + 40 * minuteMs) }), "Closes in 40 min");
  assert.equal(word({ saleEndsAt: at(nowMs) }), "Closed 12:00");
});

test("in Chinese the time stands before what happens", () => {
  assert.equal(word({ saleStartsAt: at(nowMs + 12 * minuteMs) }, inChinese), "12 分钟后开售");
  assert.equal(word({ saleEndsAt: at(nowMs) }, inChinese), "已于 12:00 结束");
});

test("an item without a unit to order says why", () => {
  assert.equal(word({ available: 0n, held: 100n }), "All held");
  assert.equal(word({ available: 0n, onHand: 0n, sold: 5n }), "Sold out");
  assert.equal(word({ available: 0n, onHand: 0n }), "No stock");
});

test("a tenth of all units left is low", () => {
  assert.equal(word({ onHand: 10n, available: 10n, sold: 90n }), "Low");
  assert.equal(word({ onHand: 11n, available: 11n, sold: 89n }), "Open");
});

test("what cannot be ordered, is paused or runs low asks for somebody", () => {
  const needy = ["paused", "all_held", "sold_out", "no_stock", "low"] as const;
  assert(needy.every(needsSomebody));
  assert(!(["open", "upcoming", "closed"] as const).some(needsSomebody));
});

test("shares are of all units that were for sale, sold ones included", () => {
  const shares = stockShares(item({ onHand: 80n, held: 30n, available: 50n, sold: 20n }));
  assert.deepEqual(shares, { available: 0.5, held: 0.3 });
  assert.deepEqual(stockShares(item({ onHand: 0n, available: 0n })), { available: 0, held: 0 });
});
