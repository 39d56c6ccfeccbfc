import assert from "node:assert/strict";
import { test } from "node:test";
import { plural } from "./plural.ts";

const items = (value: number | bigint, text = String(value)) =>
  plural({ value, text }, "item", "items");

test("one is one, and nothing, more and fractions are many", () => {
  assert.deepEqual(
    [items(1), items(1n), items(0), items(2n), items(1.5), items(1_200, "1,200")],
    ["1 item", "1 item", "0 items", "2 items", "1.5 items", "1,200 items"],
  );
});
