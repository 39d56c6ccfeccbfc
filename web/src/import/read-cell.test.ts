import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readCount, readFlag, readMinorUnits, readPrice } from "./read-cell.ts";
import type { CellRead, Price } from "./read-cell.ts";

const said = (read: CellRead<Price>): string =>
  read.kind === "value" ? `${read.value.currencyCode} ${read.value.minorUnits}` : read.description;
const eur = (cell: string, mark: "." | "," = ".") =>
  said(readPrice(cell, { currency: "EUR", mark }));

const count = (cell: string) => readCount(cell, ".");

test("a price is exact, in the minor units of its currency", () => {
  assert.equal(eur("19.99"), "EUR 1999");
  assert.equal(eur("19"), "EUR 1900");
  assert.equal(eur(" 1,234.5 "), "EUR 123450");
  assert.equal(eur("1.234,5", ","), "EUR 123450");
  assert.equal(eur("1 234,50", ","), "EUR 123450");
  assert.equal(eur("1'234.50"), "EUR 123450");
  assert.equal(eur("-0.05"), "EUR -5");
  assert.equal(eur("90071992547409.93"), "EUR 9007199254740993");
  assert.equal(said(readPrice("1200", { currency: "JPY", mark: "." })), "JPY 1200");
  assert.equal(said(readPrice("1.234", { currency: "KWD", mark: "." })), "KWD 1234");
});

test("a price may name its currency, by code or by a sign that agrees", () => {
  assert.equal(eur("USD 5"), "USD 500");
  assert.equal(eur("5.10 CHF"), "CHF 510");
  assert.equal(eur("€19.99"), "EUR 1999");
  assert.equal(eur("19,99 €", ","), "EUR 1999");
  assert.equal(eur("-€3"), "EUR -300");
  assert.equal(said(readPrice("￥１９９", { currency: "CNY", mark: "." })), "CNY 19900");
  assert.equal(said(readPrice("199元", { currency: "CNY", mark: "." })), "CNY 19900");
  assert.equal(eur("$5"), '"$5" is in $, and the currency of the row is EUR');
});

test("a price that could mean two things is refused, never guessed", () => {
  assert.equal(eur("19,99"), '"19,99" is not a price');
  assert.equal(eur("1.234"), '"1.234" has more than the 2 decimals of EUR');
  assert.equal(eur("1.234", ","), "EUR 123400");
  assert.equal(eur("1,23,456"), '"1,23,456" is not a price');
  assert.equal(eur("12.5.0"), '"12.5.0" is not a price');
});

test("what is no price says so in a few words, with a formula's own way out", () => {
  assert.equal(eur("free"), '"free" is not a price');
  assert.equal(eur("=B2*1.2"), '"=B2*1.2" is a formula; save the file with values');
  assert.equal(eur("1".repeat(19)), `"${"1".repeat(19)}" is not a price`);
  assert.equal(eur("1".repeat(18)), `"${"1".repeat(18)}" is too large`);
  assert.equal(eur("x".repeat(100)), `"${"x".repeat(40)}…" is not a price`);
  assert.match(said(readPrice("5", { currency: "eu", mark: "." })), /is not a currency/);
});

test("minor units are whole numbers", () => {
  assert.equal(said(readMinorUnits("1999", "EUR")), "EUR 1999");
  assert.equal(said(readMinorUnits("19.99", "EUR")), '"19.99" is not a price in minor units');
});

test("a count is whole, grouped or not, and may end in zeros", () => {
  assert.deepEqual(count("1,200"), { kind: "value", value: 1_200n });
  assert.deepEqual(count("-3"), { kind: "value", value: -3n });
  assert.deepEqual(count("\u22123"), { kind: "value", value: -3n });
  assert.deepEqual(count("５"), { kind: "value", value: 5n });
  assert.deepEqual(count("5.0"), { kind: "value", value: 5n });
  for (const cell of ["5.5", "five", "", "=1", "1e5"])
    assert.equal(count(cell).kind, "fault", cell);
});

test("yes and no come in two languages", () => {
  for (const cell of ["yes", " TRUE", "1", "是"])
    assert.deepEqual(readFlag(cell), { kind: "value", value: true });
  for (const cell of ["No", "false", "0", "否"])
    assert.deepEqual(readFlag(cell), { kind: "value", value: false });
  assert.deepEqual(readFlag("maybe"), {
    kind: "fault",
    reason: "NOT_YES_OR_NO",
    description: '"maybe" is neither yes nor no',
    values: { cell: "maybe" },
  });
});

test("an amount that is written is read back, whatever the marks", () => {
  const amount = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
  fc.assert(
    fc.property(
      amount,
      fc.constantFrom(".", ","),
      fc.boolean(),
      (minorUnits, mark, useGrouping) => {
        const locale = mark === "." ? "en" : "de";
        const format = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, useGrouping });
        const digits = String(minorUnits < 0n ? -minorUnits : minorUnits).padStart(3, "0");
        const decimal = `${minorUnits < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
        const cell = format.format(decimal as `${number}`);
        assert.equal(eur(cell, mark), `EUR ${minorUnits}`);
      },
    ),
  );
});

test("no text makes a reader throw, or send more than 64 bits", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (cell) => {
      for (const read of [
        readPrice(cell, { currency: "EUR", mark: "," }),
        readMinorUnits(cell, "EUR"),
      ]) {
        if (read.kind === "value")
          assert.equal(BigInt.asIntN(64, read.value.minorUnits), read.value.minorUnits);
        else assert(read.description.isWellFormed() && read.description.length < 200);
      }
    }),
  );
});
