import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ImportRecords } from "./import-records.ts";
import type { ImportRecord } from "./import-records.ts";

const plan = {
  columns: ["sku", undefined, "price"],
  currency: "EUR",
  decimalMark: ",",
} as const;

function record(importId: string): ImportRecord {
  const table = {
    kind: "table",
    reading: { encoding: "utf-8", delimiter: ";" },
    headers: ["sku", "note", "price"],
    rowCount: 3,
    samples: [{ line: 2, cells: ["A"] }],
    plan,
    fingerprint: "1-a",
  } as const;
  return { importId, startedAtMs: 5, source: { fileName: "a.csv", table, plan } };
}

function storage(text: string | null = null) {
  let kept = text;
  return {
    getItem: () => kept,
    setItem: (_: string, value: string) => void (kept = value),
    text: () => kept ?? "",
  };
}

test("a record is there after a reload, with its columns and without its samples", () => {
  const kept = storage();
  new ImportRecords(kept).put(record("i"));
  const found = new ImportRecords(kept).find("i");
  const { source, ...rest } = record("i");
  const expected = { ...rest, source: { ...source, table: { ...source.table, samples: [] } } };
  assert.deepEqual(found, expected);
  assert.equal(new ImportRecords(kept).find("j"), undefined);
});

test("the newest ten are kept, and one that has ended is not", () => {
  const records = new ImportRecords(storage());
  for (let index = 0; index < 12; index += 1) records.put(record(`i${index}`));
  records.put(record("i5"));
  records.remove("i7");
  assert.deepEqual(
    records.list().map(({ importId }) => importId),
    ["i5", "i11", "i10", "i9", "i8", "i6", "i4", "i3", "i2"],
  );
});

test("a storage that is full, missing or holds nonsense keeps nobody from importing", () => {
  const full = {
    getItem: () => null,
    setItem() {
      throw new DOMException("full", "QuotaExceededError");
    },
  };
  new ImportRecords(full).put(record("i"));
  new ImportRecords(undefined).put(record("i"));
  for (const text of ["", "{", "[1]", "null", '[{"importId":"i"}]', '"x"', "x".repeat(300_000)]) {
    assert.deepEqual(new ImportRecords(storage(text)).list(), [], text.slice(0, 20));
  }
});

test("no JSON that somebody else left there makes reading fail", () => {
  const kept = storage();
  new ImportRecords(kept).put(record("i"));
  fc.assert(
    fc.property(fc.nat(), fc.jsonValue(), (place, value) => {
      const places = [...kept.text().matchAll(/:("[^"]*"|\d+|null|\[|\{)/g)];
      const found = places[place % places.length];
      assert(found !== undefined);
      const before = kept.text().slice(0, found.index);
      const behind = kept.text().slice(found.index + found[0].length);
      const text = `${before}:${JSON.stringify(value)}${behind}`;
      const [read] = new ImportRecords(storage(text)).list();
      assert(read === undefined || typeof read.source.plan.currency === "string");
    }),
  );
});
