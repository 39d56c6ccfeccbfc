import assert from "node:assert/strict";
import { test } from "node:test";
import { shortMoney } from "./short-money.ts";

const short = (minorUnits: bigint, currencyCode = "EUR") =>
  shortMoney({ currencyCode, minorUnits }).join(" ");

test("small amounts are exact, large ones keep one decimal of their thousands", () => {
  assert.match(short(81_250n), /^812[.,]50 EUR$/);
  assert.equal(short(9_623_400n), "96.2 k EUR");
  assert.equal(short(99_994_900n), "999.9 k EUR");
  assert.equal(short(99_995_100n), "1.0 M EUR");
  assert.equal(short(-9_623_400n), "-96.2 k EUR");
});

test("the decimals are those of the currency", () => {
  assert.equal(short(96_234n, "JPY"), "96.2 k JPY");
});
