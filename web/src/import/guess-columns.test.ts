import assert from "node:assert/strict";
import { test } from "node:test";
import { guessColumns, guessCurrency } from "./guess-columns.ts";

const guess = (...headers: readonly string[]) => guessColumns(headers);

test("headers of shops in English are told apart, however they are written", () => {
  assert.deepEqual(guess("SKU", "Product Name", "Unit price", "Qty", "Notes"), [
    "sku",
    "name",
    "price",
    "stock_delta",
    undefined,
  ]);
  assert.deepEqual(guess("item_code", "itemName", "price_minor_units", "currency-code"), [
    "sku",
    "name",
    "price_minor",
    "currency",
  ]);
  assert.deepEqual(guess("Limit per user", "is_paused", "Variant SKU"), [
    "per_user_limit",
    "paused",
    "sku",
  ]);
});

test("headers in Chinese are told apart too", () => {
  assert.deepEqual(
    guess("商品编码", "商品名称", "售价（元）", "库存", "每人限购", "币种", "是否暂停"),
    ["sku", "name", "price", "stock_delta", "per_user_limit", "currency", "paused"],
  );
});

test("the names of the contract itself are known", () => {
  const names = ["sku", "name", "price", "currency", "stock_delta", "per_user_limit", "paused"];
  assert.deepEqual(guessColumns(names), names);
});

test("a field is given once, to the first that has its name", () => {
  assert.deepEqual(guess("Name", "Title", "Item", "Product"), [
    "name",
    undefined,
    "sku",
    undefined,
  ]);
});

test("a header that says nothing gets nothing", () => {
  assert.deepEqual(guess("", "Column 2", "()", "Colour"), [
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test("a price may name its currency in its header", () => {
  assert.equal(guessCurrency(["SKU", "Price (GBP)"], ["sku", "price"]), "GBP");
  assert.equal(guessCurrency(["EUR", "Price (XQQ)"], [undefined, "price"]), undefined);
});
