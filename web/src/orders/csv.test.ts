import assert from "node:assert/strict";
import { test } from "node:test";
import { csvLine } from "./csv.ts";

test("a line ends with CRLF, and plain cells stay as they are", () => {
  assert.equal(csvLine(["a", "", "12.50", "2 x MUG"]), "a,,12.50,2 x MUG\r\n");
});

test("commas, quotes, line breaks and spaces at an end are quoted", () => {
  assert.equal(
    csvLine(["a,b", 'say "hi"', "two\nlines", "end\r\n", " x", "x "]),
    '"a,b","say ""hi""","two\nlines","end\r\n"," x","x "\r\n',
  );
});

test("nothing in a cell becomes a formula", () => {
  const formulas = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", '=HYPERLINK("x","y")'];
  for (const text of formulas) {
    const line = csvLine([text]);
    assert.match(line, /^"?'/, line);
  }
  assert.equal(csvLine(['=HYPERLINK("x","y")']), `"'=HYPERLINK(""x"",""y"")"\r\n`);
  assert.equal(csvLine(["1-1", "a=b", "a@b.c"]), "1-1,a=b,a@b.c\r\n");
});
