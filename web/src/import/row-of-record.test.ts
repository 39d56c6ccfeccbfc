import assert from "node:assert/strict";
import { test } from "node:test";
import type { RowPlan } from "./columns.ts";
import { rowOfRecord } from "./row-of-record.ts";

const plan: RowPlan = {
  columns: ["sku", "name", "price", "stock_delta", "per_user_limit", "paused"],
  currency: "EUR",
  decimalMark: ".",
};
const row = (cells: readonly string[], change: Partial<RowPlan> = {}) =>
  rowOfRecord({ line: 7, cells }, { ...plan, ...change }, 6);

const ragged = (...cells: readonly string[]) => row(cells).faults?.[0];

test("a record becomes a row with the number of its line", () => {
  assert.deepEqual(row(["A-1", " Cap,\r\n  blue", "19.99", "5", "2", "yes"]), {
    row: 7n,
    sku: "A-1",
    name: "Cap, blue",
    price: { currencyCode: "EUR", minorUnits: 1_999n },
    stockDelta: 5n,
    perUserLimit: 2n,
    paused: true,
  });
});

test("an empty cell leaves the field as it is", () => {
  assert.deepEqual(row(["A-1", "", " ", "", "", ""]), { row: 7n, sku: "A-1" });
});

test("everything that cannot be read of a row is said at once", () => {
  const { faults, price } = row(["A-1", "Cap", "=1+1", "many", "1.5", "maybe"]);
  assert.equal(price, undefined);
  assert.deepEqual(
    faults?.map(({ field }) => field),
    ["price", "stock_delta", "per_user_limit", "paused"],
  );
});

test("a formula in a text is text", () => {
  const { name, faults } = row(["A-1", "=HYPERLINK(1)", "", "", "", ""]);
  assert.deepEqual([name, faults], ["=HYPERLINK(1)", undefined]);
});

test("a record with cells too few or too many is a fault, unless those are empty", () => {
  const description = "has 3 cells; the header has 6";
  const values = { count: "3", headerCount: "6" };
  const fault = { field: "", reason: "CELL_COUNT", description, values };
  assert.deepEqual(ragged("A", "B", "1"), fault);
  assert.match(ragged("A", "", "", "", "", "", "x")?.description ?? "", /^has 7 cells/);
  assert.equal(ragged("A", "", "", "", "", "", "", " "), undefined);
});

test("a currency of its own column wins over the one for all", () => {
  const columns = ["sku", "currency", "price_minor"] as const;
  const { price } = row(["A", "usd", "500", "", "", ""], { columns });
  assert.deepEqual(price, { currencyCode: "USD", minorUnits: 500n });
  const { price: plain } = row(["A", "", "500", "", "", ""], { columns });
  assert.equal(plain?.currencyCode, "EUR");
});
