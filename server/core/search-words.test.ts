import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { indexedWord, indexedWordMaxLength, queryWords, wordBeginnings } from "./search-words.ts";

const names: readonly (readonly [name: string, beginnings: readonly string[]])[] = [
  ["Ada Lovelace", ["ada", "lovelace"]],
  ["  Ada\t\u{a0}ADA ", ["ada"]],
  ["Jean-Luc O'Brien", ["jean-luc", "luc", "o'brien", "brien"]],
  ["(Ada) +1", ["(ada)", "ada)", "+1", "1"]],
  ["🍏 --", ["🍏", "--"]],
  ["E\u{301}lan E\u{301}", ["élan", "é"]],
  ["王小明", ["王小明", "小明", "明"]],
  ["黑色T恤 XL", ["黑色t恤", "色t恤", "t恤", "恤", "xl"]],
  ["靴ー24。x", ["靴ー24。x", "ー24。x", "24。x", "x"]],
  ["한국 이름", ["한국", "이름"]],
  ["", []],
];
for (const [name, beginnings] of names) {
  test(`"${name}" is found by ${beginnings.join(", ") || "nothing"}`, () => {
    assert.deepEqual(wordBeginnings(name), beginnings);
  });
}

test("a query is parted into words as it is, in lower case", () => {
  assert.deepEqual(queryWords("  ADA\n_bot@X.example  o'b "), ["ada", "_bot@x.example", "o'b"]);
  assert.deepEqual(queryWords(" \u{3000} "), []);
});

test("every word of a name finds it, by any part that it begins with", () => {
  const name = fc.string({ unit: "grapheme", maxLength: 60 });
  fc.assert(
    fc.property(name, fc.nat(), fc.nat(), (text, at, length) => {
      const words = queryWords(text);
      const word = words[at % Math.max(1, words.length)] ?? "";
      const part = Array.from(word)
        .slice(0, 1 + (length % 20))
        .join("");
      if (words.length === 0) assert.deepEqual(wordBeginnings(text), []);
      else assert(wordBeginnings(text).some((beginning) => beginning.startsWith(part)));
    }),
  );
});

test("a long word is indexed by whole characters of its beginning", () => {
  assert.equal(indexedWord("ada"), "ada");
  const apples = "🍏".repeat(indexedWordMaxLength);
  assert.equal(indexedWord(apples), apples);
  assert.equal(indexedWord(`${apples}x`), apples);
  assert.equal(indexedWord("é".repeat(90)), "é".repeat(indexedWordMaxLength));
});
