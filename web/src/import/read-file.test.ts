import assert from "node:assert/strict";
import { test } from "node:test";
import { readFile, recordsMax } from "./read-file.ts";
import type { ReadFault } from "./read-file.ts";
import { fingerprintOf, headOf, sniff } from "./source-file.ts";
import type { Encoding } from "./source-file.ts";

const fileOf = (...parts: BlobPart[]): File => new File(parts, "items.csv");

async function kindOf(...parts: BlobPart[]) {
  const file = fileOf(...parts);
  return sniff(file, await headOf(file));
}

async function readAll(file: File, encoding: Encoding = "utf-8", delimiter = ",") {
  const cells: (readonly string[])[] = [];
  let fault: ReadFault | undefined;
  for await (const step of readFile(file, { encoding, delimiter })) {
    if (step.kind === "fault") fault = step.fault;
    else for (const record of step.records) cells.push(record.cells);
  }
  return { cells, fault };
}

test("a mark at the beginning that tells the encoding is no part of the first header", async () => {
  const { cells } = await readAll(fileOf("\uFEFFsku,name\nA,茶\n"));
  assert.deepEqual(cells, [
    ["sku", "name"],
    ["A", "茶"],
  ]);
});

test("a character that is cut by the end of a piece is read whole", async () => {
  const long = `${"x".repeat(8_000)}茶\n`.repeat(100);
  const { cells, fault } = await readAll(fileOf(`sku\n${long}`));
  assert.equal(fault, undefined);
  assert.equal(cells.length, 101);
  assert(cells.slice(1).every(([cell = ""]) => cell.length === 8_001 && cell.endsWith("茶")));
});

test("bytes that are no UTF-8 are named by their line and column, and what stands before is good", async () => {
  const latin = new Uint8Array([0x43, 0x61, 0x66, 0xe9]);
  const file = fileOf('sku,name\nA,"x\ny"\nB,', latin, "\nC,d\n");
  const { cells, fault } = await readAll(file);
  assert.deepEqual(fault, { kind: "no_character", line: 4, column: 2 });
  assert.deepEqual(cells.at(-1), ["A", "x\ny"]);
  const read = await readAll(file, "windows-1252");
  assert.deepEqual(read.cells.at(-2), ["B", "Café"]);
});

test("a Chinese file that is not UTF-8 can be read as GB 18030", async () => {
  const gb = new Uint8Array([0xb2, 0xe8]);
  const { cells } = await readAll(fileOf("sku,name\nA,", gb, "\n"), "gb18030");
  assert.deepEqual(cells.at(-1), ["A", "茶"]);
});

test("10 MB in one cell is a fault with its line, long before all of it was read", async () => {
  const file = fileOf('sku,name\nA,b\nC,"', "x".repeat(10_000_000), '"\nD,e\n');
  const { cells, fault } = await readAll(file);
  assert.deepEqual(fault, { kind: "cell_too_long", line: 3, column: 2 });
  assert.equal(cells.length, 2);
});

test("the kind of a file is told by its first bytes", async () => {
  assert.equal(await kindOf(), "empty");
  assert.equal(await kindOf("sku,name"), "utf-8");
  assert.equal(await kindOf(new Uint8Array([0xff, 0xfe, 0x41, 0])), "utf-16le");
  assert.equal(await kindOf("PK\u0003\u0004xlsx"), "workbook");
  assert.equal(await kindOf(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0])), "workbook");
  assert.equal(await kindOf("a\u0000b"), "not_text");
});

test("UTF-16 is read by its mark", async () => {
  const bytes = new Uint8Array(Buffer.from("\uFEFFsku\tname\nA\t茶\n", "utf16le"));
  const { cells } = await readAll(fileOf(bytes), "utf-16le", "\t");
  assert.deepEqual(cells.at(-1), ["A", "茶"]);
});

test("a file that differs at an end or in its size has another fingerprint", async () => {
  const body = "x".repeat(200_000);
  const prints = await Promise.all(
    [`a${body}b`, `a${body}b`, `A${body}b`, `a${body}B`, `a${body}xb`].map((text) =>
      fingerprintOf(fileOf(text)),
    ),
  );
  assert.equal(prints[0], prints[1]);
  assert.equal(new Set(prints).size, 4);
});

test("a record past the millionth is a fault with its line", async () => {
  const file = fileOf("sku\n", "A\n".repeat(recordsMax));
  const { cells, fault } = await readAll(file);
  assert.deepEqual(fault, { kind: "too_many_records", line: recordsMax + 1, column: 1 });
  assert.equal(cells.length, recordsMax);
});
