import assert from "node:assert/strict";
import { test } from "node:test";
import { faultsZh } from "./faults.zh.ts";
import { readCount, readFlag, readMinorUnits, readPrice } from "./read-cell.ts";
import type { CellRead } from "./read-cell.ts";
import { rowOfRecord } from "./row-of-record.ts";

const eur = { currency: "EUR", mark: "." } as const;
const unreadable: readonly CellRead<unknown>[] = [
  readCount("=A1", "."),
  readCount("many", "."),
  readPrice("free", eur),
  readMinorUnits("19.99", "EUR"),
  readPrice("5", { ...eur, currency: "eu" }),
  readPrice("$5", eur),
  readPrice("1.234", eur),
  readPrice("1".repeat(18), eur),
  readFlag("maybe"),
];
const plan = { columns: ["sku"], currency: "EUR", decimalMark: "." } as const;
const ragged = rowOfRecord({ line: 2, cells: [] }, plan, 1).faults ?? [];
const faults = [...unreadable.filter((read) => read.kind === "fault"), ...ragged];

test("everything that this page finds wrong with a row is told in Chinese, with all of its values", () => {
  const reasons = faults.map(({ reason }) => reason);
  assert.deepEqual(Object.keys(faultsZh).toSorted(), reasons.toSorted());
  for (const { reason, values } of faults) {
    const text = faultsZh[reason]?.(values) ?? "";
    assert.doesNotMatch(text, /未知/);
    for (const value of Object.values(values)) assert(text.includes(value), `${reason}: ${value}`);
  }
});
