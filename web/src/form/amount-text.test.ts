import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { amountText, parseAmount } from "./amount-text.ts";

const table: readonly (readonly [string, number, bigint | undefined])[] = [
  ["39.98", 2, 3_998n],
  ["39,98", 2, 3_998n],
  ["39", 2, 3_900n],
  ["39.9", 2, 3_990n],
  ["1,234.50", 2, 123_450n],
  ["1.234,50", 2, 123_450n],
  ["1 234.50", 2, 123_450n],
  ["1,234", 2, 123_400n],
  ["1,234", 3, 1_234_000n],
  ["1.234", 3, 1_234n],
  ["1.234", 2, undefined],
  ["39.999", 2, undefined],
  ["39.98", 0, undefined],
  ["1,200", 0, 1_200n],
  ["1200", 0, 1_200n],
  ["-5.00", 2, -500n],
  ["３９．９８", 2, 3_998n],
  ["39。98", 2, 3_998n],
  ["0.01", 2, 1n],
  [".5", 2, undefined],
  ["5.", 2, undefined],
  ["12,34.50", 2, undefined],
  ["EUR 5", 2, undefined],
  ["1e3", 2, undefined],
  ["", 2, undefined],
];

for (const [text, digits, minorUnits] of table) {
  test(`"${text}" with ${digits} decimals is ${minorUnits ?? "no amount"}`, () =>
    assert.equal(parseAmount(text, digits), minorUnits));
}

test("what a field shows for an amount is read back as that amount, beyond 2^53 too", () => {
  const amounts = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });
  fc.assert(
    fc.property(amounts, fc.integer({ min: 0, max: 4 }), (minorUnits, digits) => {
      assert.equal(parseAmount(amountText(minorUnits, digits), digits), minorUnits);
    }),
  );
});
