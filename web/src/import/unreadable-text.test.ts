import assert from "node:assert/strict";
import { test } from "node:test";
import { enFormats, zhFormats } from "../ui/test-formats.ts";
import type { Unreadable } from "./inspect-file.ts";
import type { ReadFault } from "./read-file.ts";
import { mayBeEncoding, unreadableText } from "./unreadable-text.ts";
import { importWords } from "./words.ts";
import { zh } from "./words.zh.ts";

const reading = { encoding: "utf-8", delimiter: "," } as const;
const fault = (kind: ReadFault["kind"]): Unreadable => ({
  kind: "fault",
  fault: { kind, line: 1_204, column: 3 },
  reading,
});
const english = (problem: Unreadable) =>
  unreadableText(problem, importWords.en.unreadable, enFormats);

test("what is wrong with a file is said with its place and its limit", () => {
  assert.equal(
    english(fault("cell_too_long")),
    "Line 1,204, column 3: the cell is longer than 10,000 characters. A quote may never have been closed.",
  );
  assert.equal(
    english(fault("no_character")),
    "Line 1,204, column 3: a character cannot be read as UTF-8.",
  );
  assert.match(english(fault("too_many_cells")), /more than 256 cells/);
  assert.match(english(fault("too_many_records")), /more than 1,000,000 rows/);
  assert.match(english(fault("quote_left_open")), /never closed/);
  assert.match(english(fault("text_after_quote")), /doubled/);
});

test("a file that is no table says what it is instead", () => {
  assert.match(english({ kind: "no_text", why: "workbook" }), /Save it as CSV/);
  assert.match(english({ kind: "no_text", why: "too_large" }), /larger than 268 MB/);
  assert.match(english({ kind: "no_rows", reading }), /no rows/);
  assert.match(english({ kind: "gone" }), /moved/);
});

test("in Chinese the place comes first too", () => {
  const text = unreadableText(fault("quote_left_open"), zh.unreadable, zhFormats);
  assert.match(text, /^第 1,204 行第 3 列：/);
});

test("another encoding is offered where it may help, and only there", () => {
  assert(mayBeEncoding(fault("no_character")));
  assert(mayBeEncoding({ kind: "no_text", why: "not_text" }));
  assert(!mayBeEncoding(fault("quote_left_open")));
  assert(!mayBeEncoding({ kind: "no_text", why: "workbook" }));
});
