import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { encodePageToken, pageTokenField } from "./page-token.ts";
import { Violations } from "./violations.ts";

const filter = ["orders", undefined, "x", ["paid", "placed"], 5, true];

test("a token brings its position back to the same filter", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: "grapheme" }), (position) => {
      const violations = new Violations();
      const token = encodePageToken(filter, position);
      assert.match(token, /^[A-Za-z0-9_-]+$/);
      assert.equal(pageTokenField(violations, [...filter], token), position);
      assert.deepEqual(violations.found, []);
    }),
    { numRuns: 100 },
  );
});

test("the first page has no token, and the last page names none", () => {
  assert.equal(pageTokenField(new Violations(), filter, ""), undefined);
  assert.equal(encodePageToken(filter, undefined), "");
});

test("a token of another filter is refused as that", () => {
  const token = encodePageToken(filter, "7");
  for (const other of [["users"], [...filter, ""], filter.with(1, "u"), filter.with(3, ["paid"])]) {
    const violations = new Violations();
    pageTokenField(violations, other, token);
    const told = violations.found.map(({ field, reason }) => `${field} ${reason}`);
    assert.deepEqual(told, ["page_token TOKEN_OF_ANOTHER_LIST"]);
  }
});

test("garbage is refused, and a token with any character changed", () => {
  const token = encodePageToken(filter, "7");
  const changed = Array.from(token, (character, index) => {
    const other = character === "A" ? "B" : "A";
    return index < 14 ? token.slice(0, index) + other + token.slice(index + 1) : "";
  }).filter((text) => text !== "");
  for (const text of [
    "!",
    "AAAA",
    " ",
    `${token}=`,
    `${token}\n`,
    "x".repeat(5_000),
    "\ud800",
    ...changed,
  ]) {
    const violations = new Violations();
    pageTokenField(violations, filter, text);
    assert.equal(violations.found.length, 1, JSON.stringify(text.slice(0, 40)));
    assert.equal(violations.found[0]?.field, "page_token");
  }
});
