import assert from "node:assert/strict";
import { test } from "node:test";
import { isCurrencyCode, moneyMaxMinorUnits } from "./money.ts";

test("the largest amount is the largest that a JSON number keeps exactly", () => {
  assert.equal(moneyMaxMinorUnits, BigInt(Number.MAX_SAFE_INTEGER));
});

test("a currency code is three capital letters", () => {
  assert(isCurrencyCode("EUR"));
  for (const text of ["", "EU", "EURO", "eur", "EÜR", "EUR\n", " EUR", "E1R"]) {
    assert(!isCurrencyCode(text), JSON.stringify(text));
  }
});
