import assert from "node:assert/strict";
import { test } from "node:test";
import { matchText } from "./match.ts";

/** The text with what matched in brackets. */
function shown(query: string, text: string): string | undefined {
  const match = matchText(query, text);
  if (match === undefined) return undefined;
  let result = text;
  for (const { start, end } of match.ranges.toReversed())
    result = `${result.slice(0, start)}[${result.slice(start, end)}]${result.slice(end)}`;
  return result;
}

const table: readonly (readonly [string, string, string | undefined])[] = [
  ["orders", "Orders", "[Orders]"],
  ["ord", "Orders", "[Ord]ers"],
  ["hold", "Put on hold", "Put on [hold]"],
  ["HOLD put", "Put on hold", "[Put] on [hold]"],
  ["poh", "Put on hold", "[P]ut [o]n [h]old"],
  ["ol", "Put on hold", "Put on h[ol]d"],
  ["drop 2", "DROP-02", "[DROP]-0[2]"],
  ["drop 02", "DROP-02", "[DROP]-[02]"],
  ["订单", "前往订单", "前往[订单]"],
  ["hold hol", "Put on hold", "Put on [hold]"],
  ["xyz", "Put on hold", undefined],
  ["hold xyz", "Put on hold", undefined],
  ["", "Put on hold", "Put on hold"],
  ["İ", "aİb", "a[İ]b"],
];

for (const [query, text, expected] of table) {
  test(`"${query}" in "${text}" ${expected === undefined ? "is not found" : `is ${expected}`}`, () =>
    assert.equal(shown(query, text), expected));
}

test("the whole is better than the beginning, that than a word, that than initials and anywhere", () => {
  const scores = ["or", "or ders", "go or", "only ripe", "for"].map(
    (text) => matchText("or", text)?.score ?? 0,
  );
  assert.deepEqual(
    scores,
    scores.toSorted((left, right) => right - left),
  );
  assert.equal(new Set(scores).size, scores.length);
});

test("of two that match alike the shorter one is better", () => {
  const [short, long] = ["Go to Stock", "Go to Orders and more"].map((text) =>
    matchText("go", text),
  );
  assert(short !== undefined && long !== undefined && short.score > long.score);
});
