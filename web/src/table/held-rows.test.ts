import assert from "node:assert/strict";
import { test } from "node:test";
import { holdRows } from "./held-rows.ts";

const row = (key: string, version: number) => ({ key, version });
const hold = (frozen: ReturnType<typeof row>[], now: ReturnType<typeof row>[]) =>
  holdRows(frozen, now, ({ key }) => key);

test("rows that are there change in their place, and new ones wait", () => {
  const held = hold([row("b", 1), row("a", 1)], [row("c", 1), row("a", 2), row("b", 1)]);
  assert.deepEqual(held.rows, [row("b", 1), row("a", 2)]);
  assert.equal(held.newCount, 1);
  assert.equal(held.gone.size, 0);
});

test("a row that went stays as it last was, and is told apart", () => {
  const held = hold([row("b", 1), row("a", 1)], [row("b", 2)]);
  assert.deepEqual(held.rows, [row("b", 2), row("a", 1)]);
  assert.deepEqual([...held.gone], ["a"]);
  assert.equal(held.newCount, 0);
});
