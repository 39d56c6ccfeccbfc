import assert from "node:assert/strict";
import { test } from "node:test";
import { parseCount } from "./count-text.ts";

const table: readonly (readonly [string, bigint | undefined])[] = [
  ["0", 0n],
  ["1000", 1_000n],
  [" 1,000,000 ", 1_000_000n],
  ["1 000", 1_000n],
  ["1'000", 1_000n],
  ["-5", -5n],
  ["−5", -5n],
  ["+5", 5n],
  ["- 5", -5n],
  ["１２，０００", 12_000n],
  ["007", 7n],
  ["1,00", undefined],
  ["1.5", undefined],
  ["1e3", undefined],
  ["", undefined],
  ["-", undefined],
  ["12 units", undefined],
  ["9".repeat(18), 999_999_999_999_999_999n],
  ["9".repeat(19), undefined],
];

for (const [text, count] of table) {
  test(`"${text}" is ${count ?? "no whole number"}`, () => assert.equal(parseCount(text), count));
}
