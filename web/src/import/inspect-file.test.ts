import assert from "node:assert/strict";
import { test } from "node:test";
import { inspectFile } from "./inspect-file.ts";
import type { Inspected, Wishes } from "./inspect-file.ts";

const inspect = (text: BlobPart, wishes: Wishes = {}) =>
  inspectFile(new File([text], "items.csv"), wishes);

async function table(text: string, wishes: Wishes = {}): Promise<Inspected> {
  const found = await inspect(text, wishes);
  assert(found.kind === "table", JSON.stringify(found));
  return found;
}

test("a file is counted to its end, and shows its header and its first rows", async () => {
  const rows = Array.from({ length: 20_000 }, (_, index) => `SKU-${index},Item ${index},1.50\n`);
  const reads: number[] = [];
  const file = new File(["sku,name,price\n", ...rows], "items.csv");
  const found = await inspectFile(file, {}, (readBytes) => reads.push(readBytes));
  assert(found.kind === "table");
  assert.deepEqual(found.headers, ["sku", "name", "price"]);
  assert.equal(found.rowCount, 20_000);
  assert.deepEqual(found.samples[4], { line: 6, cells: ["SKU-4", "Item 4", "1.50"] });
  assert.equal(found.samples.length, 5);
  assert(reads.length > 1);
  assert.equal(reads.at(-1), file.size);
});

test("a European export is understood as it is: semicolons, decimal commas, its currency", async () => {
  const { reading, plan } = await table("\uFEFFSKU;Name;Price (CHF)\r\nA;Cap;1.234,50\r\n");
  assert.deepEqual(reading, { encoding: "utf-8", delimiter: ";" });
  assert.deepEqual(plan, {
    columns: ["sku", "name", "price"],
    currency: "CHF",
    decimalMark: ",",
  });
});

test("what the user says of the file goes before what is guessed", async () => {
  const { reading, headers } = await table("a;b\n1;2\n", { delimiter: "," });
  assert.deepEqual([reading.delimiter, headers], [",", ["a;b"]]);
});

test("a file without rows, without text or past repair says which it is", async () => {
  assert.equal((await inspect("sku,name\n")).kind, "no_rows");
  assert.deepEqual(await inspect(""), { kind: "no_text", why: "empty" });
  assert.deepEqual(await inspect("PK\u0003\u0004"), { kind: "no_text", why: "workbook" });
  assert.deepEqual(await inspect('sku,name\nA,"b\n'), {
    kind: "fault",
    fault: { kind: "quote_left_open", line: 2, column: 2 },
    reading: { encoding: "utf-8", delimiter: "," },
  });
});

test("a cell that is longer than can be shown is cut in the samples", async () => {
  const { samples } = await table(`sku,name\nA,${"x".repeat(500)}\n`);
  assert.equal(samples[0]?.cells[1]?.length, 121);
});
