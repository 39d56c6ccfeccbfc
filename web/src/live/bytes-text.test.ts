import assert from "node:assert/strict";
import { test } from "node:test";
import { bytesText, ratioText } from "./bytes-text.ts";

test("bytes keep three digits and never show a thousand", () => {
  const sizes = [0, 999, 1_000, 99_940, 99_960, 999_499, 999_600, 3_700_000, 5e15];
  assert.deepEqual(sizes.map(bytesText), [
    "0 B",
    "999 B",
    "1.0 kB",
    "99.9 kB",
    "100 kB",
    "999 kB",
    "1.0 MB",
    "3.7 MB",
    "5000 TB",
  ]);
});

test("a ratio is told once there is one", () => {
  assert.deepEqual([ratioText(0, 0), ratioText(910, 100)], ["–", "9.1x"]);
});
