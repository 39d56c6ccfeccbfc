import assert from "node:assert/strict";
import { test } from "node:test";
import { guessDelimiter } from "./guess-delimiter.ts";
import { guessDecimalMark } from "./guess-number.ts";

test("the delimiter is the one that cuts all records alike", () => {
  assert.equal(guessDelimiter("sku,name\nA,b\n"), ",");
  assert.equal(guessDelimiter("sku;name;price\nA;x, y, z;1,50\nB;y;2,00\n"), ";");
  assert.equal(guessDelimiter("sku\tname\nA\tone, two; three\n"), "\t");
  assert.equal(guessDelimiter("sku|name\nA|b\n"), "|");
});

test("delimiters in quoted cells count for nothing", () => {
  assert.equal(guessDelimiter('sku;name\nA;"1,2,3,4"\nB;"5,6,7,8"\n'), ";");
});

test("a cut last record, a single column and nothing at all do not confuse", () => {
  assert.equal(guessDelimiter("a;b;c\n1;2;3\n4;"), ";");
  assert.equal(guessDelimiter("a;b"), ";");
  assert.equal(guessDelimiter("sku\nA\nB\n"), ",");
  assert.equal(guessDelimiter(""), ",");
});

test("a ragged file still has the delimiter of most of its records", () => {
  assert.equal(guessDelimiter("a;b;c\n1;2;3\n4;5\n6;7;8,9\n1;2;3\n"), ";");
});

test("the decimal mark is told by cells that can mean one thing only", () => {
  assert.equal(guessDecimalMark(["19.99", "5"], ","), ".");
  assert.equal(guessDecimalMark(["19,99", "1.234"], ","), ",");
  assert.equal(guessDecimalMark(["1.234,50"], ","), ",");
  assert.equal(guessDecimalMark(["1,234.50 EUR"], ";"), ".");
});

test("without such a cell the delimiter decides", () => {
  assert.equal(guessDecimalMark(["1.234", "5"], ";"), ",");
  assert.equal(guessDecimalMark(["1,234", "5"], ","), ".");
  assert.equal(guessDecimalMark([], ","), ".");
});
