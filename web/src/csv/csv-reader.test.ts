import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { CsvReader } from "./csv-reader.ts";
import { cellMaxLength, cellsMax } from "./read-record.ts";
import type { CsvRecord } from "./read-record.ts";

function readAll(pieces: readonly string[], delimiter = ",") {
  const reader = new CsvReader(delimiter);
  const records = [...pieces.flatMap((piece) => reader.push(piece)), ...reader.end()];
  return { records, fault: reader.fault };
}

const cellsOf = (text: string, delimiter?: string) =>
  readAll([text], delimiter).records.map(({ cells }) => cells);
const lineOf = (cells: number) => `${Array.from({ length: cells }, () => "a").join(",")}\n`;
const faultOf = (text: string) => readAll([text]).fault;

test("lines end with LF, CR, both or not at all, and empty ones are left out", () => {
  assert.deepEqual(cellsOf("a,b\n\r\nc,d\re,f\r\n,\n \ng,h"), [
    ["a", "b"],
    ["c", "d"],
    ["e", "f"],
    ["g", "h"],
  ]);
});

test("semicolons and tabs separate as commas do", () => {
  assert.deepEqual(cellsOf("a;b,c;\n", ";"), [["a", "b,c", ""]]);
  assert.deepEqual(cellsOf('a\t"b\tc"\n', "\t"), [["a", "b\tc"]]);
});

test("a quoted cell holds delimiters, line ends and doubled quotes", () => {
  assert.deepEqual(cellsOf('"a,""b"" ","c\r\nd",""\n'), [['a,"b" ', "c\r\nd", ""]]);
});

test("a quote within an unquoted cell is a character as any other", () => {
  assert.deepEqual(cellsOf('Pipe 5" steel,b\n'), [['Pipe 5" steel', "b"]]);
});

test("a record is named by the line it begins at, line ends in cells counted", () => {
  const { records } = readAll(['h\r\n"a\r\nb\nc",x\n\nd\n']);
  assert.deepEqual(
    records.map(({ line }) => line),
    [1, 2, 6],
  );
});

test("a quote that is never closed is named by the line and column where it opens", () => {
  const fault = { kind: "quote_left_open", line: 3, column: 2 };
  assert.deepEqual(faultOf('a,b\nc,d\ne,"f\ng,h\n'), fault);
});

test("text behind a closed quote is a fault: nobody can tell what was meant", () => {
  const fault = { kind: "text_after_quote", line: 2, column: 1 };
  assert.deepEqual(faultOf('a,b\n"c"d,e\n'), fault);
});

test("a cell past its limit is a fault before the rest of it has come", () => {
  const fits = "x".repeat(cellMaxLength);
  assert.equal(faultOf(`a,${fits}\n`), undefined);
  const fault = { kind: "cell_too_long", line: 2, column: 2 };
  assert.deepEqual(faultOf(`a,b\nc,${fits}x\n`), fault);
  const reader = new CsvReader(",");
  reader.push('a,b\nc,"');
  for (let piece = 0; piece < 20; piece += 1) reader.push("x".repeat(1_000));
  assert.deepEqual(reader.fault, fault);
});

test("a record with too many cells is a fault", () => {
  assert.equal(faultOf(lineOf(cellsMax)), undefined);
  assert.equal(faultOf(lineOf(cellsMax + 1))?.kind, "too_many_cells");
});

test("after a fault nothing is read, and what came before it stays", () => {
  const { records, fault } = readAll(['a\n"b"c\n', "d\n"]);
  assert.deepEqual(
    records.map(({ cells }) => cells),
    [["a"]],
  );
  assert.equal(fault?.line, 2);
});

/** Writes a table with quotes around every cell or only where they are needed, and with one kind of line end. */
function write(table: readonly (readonly string[])[], style: { quoted: boolean; end: string }) {
  const cell = (text: string): string =>
    style.quoted || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  return table.map((cells) => cells.map(cell).join(",") + style.end).join("");
}

/** Cuts a text at any places. */
function cut(text: string, places: readonly number[]): readonly string[] {
  const indexes = [0, ...places.map((place) => place % (text.length + 1)), text.length];
  const sorted = indexes.toSorted((left, right) => left - right);
  return sorted.slice(1).map((to, index) => text.slice(sorted[index], to));
}

const cell = fc.string({ unit: fc.constantFrom("a", "茶", "😀", ",", '"', "\r", "\n", " ") });
const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 8 });
const style = fc.record({
  quoted: fc.boolean(),
  end: fc.constantFrom("\n", "\r\n", "\r"),
});

test("however a file is cut into pieces, the same records are read", () => {
  fc.assert(
    fc.property(table, style, fc.array(fc.nat()), (cells, how, places) => {
      const text = write(cells, how);
      const { records, fault } = readAll(cut(text, places));
      assert.equal(fault, undefined);
      const withText = cells.filter((row) => row.some((each) => each.trim() !== ""));
      assert.deepEqual(
        records.map((record) => record.cells),
        withText,
      );
      assertLines(text, records);
    }),
  );
});

/** A record begins at its line: that many line ends stand before it. */
function assertLines(text: string, records: readonly CsvRecord[]): void {
  const lines = text.split(/\r\n|\r|\n/);
  for (const { line, cells } of records) {
    const [first = ""] = cells[0]?.split(/[\r\n"]/) ?? [];
    assert(lines[line - 1]?.replace(/^"/, "").startsWith(first), `line ${line} of ${text}`);
  }
}

test("any text at all comes to records or to a fault, and never to an exception", () => {
  const anything = fc.string({ unit: fc.constantFrom("a", ",", '"', "\n", "\r", ";") });
  fc.assert(
    fc.property(anything, fc.array(fc.nat()), (text, places) => {
      assert.deepEqual(readAll(cut(text, places)), readAll([text]));
    }),
  );
});
