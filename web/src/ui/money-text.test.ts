import assert from "node:assert/strict";
import { test } from "node:test";
import { moneyText } from "./money-text.ts";

const text = (currencyCode: string, minorUnits: bigint, locale = "en-US") =>
  moneyText({ currencyCode, minorUnits }, locale);

test("each currency has its own decimals", () => {
  assert.equal(text("EUR", 3_998n), "39.98");
  assert.equal(text("JPY", 3_998n), "3,998");
  assert.equal(text("KWD", 3_998n), "3.998");
});

test("amounts below one unit keep their zeros", () => {
  assert.equal(text("EUR", 5n), "0.05");
  assert.equal(text("EUR", 0n), "0.00");
});

test("the largest amount is shown to the cent", () => {
  assert.equal(text("EUR", 9_007_199_254_740_991n), "90,071,992,547,409.91");
});

test("a negative amount keeps its sign", () => {
  assert.equal(text("EUR", -1_250n), "-12.50");
});

test("separators follow the locale", () => {
  assert.equal(text("EUR", 1_234_550n, "de-DE"), "12.345,50");
});
