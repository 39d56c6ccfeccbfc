import assert from "node:assert/strict";
import { test } from "node:test";
import { clashesOf, matchKey, sequenceWindowMs } from "./key-matcher.ts";
import type { KeyPrefix } from "./key-matcher.ts";

const bindings = ["g o", "g l", "j", "Mod+k", "?", "y y y"].map((keys) => ({ keys }));

/** The bindings that a row of keys runs, each key a tenth of a second after the last. */
function typed(keys: string, everyMs = 100): readonly string[] {
  let prefix: KeyPrefix | undefined;
  return keys.split(" ").flatMap((key, index) => {
    const match = matchKey(bindings, key, index * everyMs, prefix);
    prefix = match.kind === "wait" ? match.prefix : undefined;
    return match.kind === "run" ? [match.binding.keys] : [];
  });
}

const table: readonly (readonly [string, string, readonly string[]])[] = [
  ["one key", "j", ["j"]],
  ["a sequence", "g o", ["g o"]],
  ["two sequences", "g o g l", ["g o", "g l"]],
  ["a key that does not go on stands for itself", "g j", ["j"]],
  ["a sequence begun twice", "g g o", ["g o"]],
  ["an unknown key ends what was begun", "g q o", []],
  ["three keys", "y y y", ["y y y"]],
  ["two of three keys do nothing yet", "y y", []],
  ["a key with Mod", "Mod+k", ["Mod+k"]],
  ["a key with Mod is not the key", "k", []],
];

for (const [what, keys, ran] of table) {
  test(`${what}: "${keys}"`, () => assert.deepEqual(typed(keys), ran));
}

test("a sequence is forgotten when its next key is late", () => {
  assert.deepEqual(typed("g o", sequenceWindowMs), ["g o"]);
  assert.deepEqual(typed("g o", sequenceWindowMs + 1), []);
});

test("the same keys twice clash, and so do keys with which others begin", () => {
  assert.deepEqual(clashesOf(["j", "k", "g o", "g l"]), []);
  assert.deepEqual(clashesOf(["j", "k", "j"]), [["j", "j"]]);
  assert.deepEqual(clashesOf(["g o", "g"]), [["g o", "g"]]);
  assert.deepEqual(clashesOf(["g", "go"]), []);
});
