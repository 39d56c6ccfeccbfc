import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { test } from "node:test";

const source = fileURLToPath(new URL("..", import.meta.url));
const files = globSync("**/*.zh.ts", { cwd: source });

/** Imports of more than types, and of more than words. */
const imports = /^import (?!type ).* from "(?!.*\.zh\.ts")/gm;

test("words import nothing but types and words: the first files wait for them, and would wait for each other", () => {
  assert(files.length > 30, "the words are not where they were");
  for (const file of files) {
    const text = readFileSync(`${source}${file}`, "utf8");
    assert.deepEqual(text.match(imports) ?? [], [], file);
  }
});
