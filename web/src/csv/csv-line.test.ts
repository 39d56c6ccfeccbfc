import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { csvLine } from "./csv-line.ts";
import { CsvReader } from "./csv-reader.ts";

test("cells that hold what separates cells are quoted, the others are not", () => {
  assert.equal(csvLine(["a", 'say "b"', "c,d", "e\nf", ""]), 'a,"say ""b""","c,d","e\nf",\r\n');
});

test("text that a spreadsheet would run gets an apostrophe, and numbers stay numbers", () => {
  const risky = ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3", "\t=1", "＝1"];
  for (const cell of risky) assert.match(csvLine([cell]), /^"?'/, cell);
  assert.equal(csvLine(["-5", "+7.25", "12", "a=1"]), "-5,+7.25,12,a=1\r\n");
});

test("whatever is written is read back as it was, but for the apostrophe", () => {
  const cell = fc.string({ unit: fc.constantFrom("a", "é", ",", ";", '"', "\r", "\n", "=", " ") });
  const record = fc.array(cell, { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(record, (cells) => {
      fc.pre(cells.some((each) => each.trim() !== ""));
      const reader = new CsvReader(",");
      const [read] = [...reader.push(csvLine(cells)), ...reader.end()];
      const bare = read?.cells.map((each) => each.replace(/^'(?=[=\r\n])/, ""));
      assert.deepEqual(bare, cells);
    }),
  );
});
