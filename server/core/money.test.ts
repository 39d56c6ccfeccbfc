import assert from "node:assert/strict";
import { test } from "node:test";
import { isCurrencyCode, moneyMaxMinorUnits, moneyText } from "./money.ts";

test("the largest amount is the largest that a JSON number keeps exactly", () => {
  assert.equal(moneyMaxMinorUnits, BigInt(Number.MAX_SAFE_INTEGER));
});

test("a currency code is three capital letters", () => {
  assert(isCurrencyCode("EUR"));
  for (const text of ["", "EU", "EURO", "eur", "EÜR", "EUR\n", " EUR", "E1R"]) {
    assert(!isCurrencyCode(text), JSON.stringify(text));
  }
});

function written(minorUnits: bigint, currencyCode: string): string {
  return moneyText({ currencyCode, minorUnits });
}

test("an amount is written with the decimals of its currency, in groups, exactly", () => {
  assert.equal(written(123_450n, "EUR"), "1,234.50 EUR");
  assert.equal(written(5n, "EUR"), "0.05 EUR");
  assert.equal(written(-5n, "EUR"), "-0.05 EUR");
  assert.equal(written(700n, "JPY"), "700 JPY");
  assert.equal(written(1_234n, "KWD"), "1.234 KWD");
  assert.equal(written(moneyMaxMinorUnits, "EUR"), "90,071,992,547,409.91 EUR");
  assert.equal(written(5n, "euros"), "5 smallest units of euros");
});
