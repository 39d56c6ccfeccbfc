import assert from "node:assert/strict";
import { test } from "node:test";
import { moveActive, noRow, settleActive } from "./roving.ts";
import type { Move } from "./roving.ts";

const keys = ["a", "b", "c"];

test("the active row stays the same row when others come before it", () => {
  assert.deepEqual(settleActive(["x", "y", ...keys], { key: "b", index: 1 }), {
    key: "b",
    index: 3,
  });
});

test("when the active row is gone, the one in its place is active", () => {
  assert.deepEqual(settleActive(["a", "c"], { key: "b", index: 1 }), { key: "c", index: 1 });
  assert.deepEqual(settleActive(["a"], { key: "c", index: 2 }), { key: "a", index: 0 });
  assert.deepEqual(settleActive([], { key: "c", index: 2 }), { key: undefined, index: 0 });
});

test("what did not change is the same object", () => {
  const active = { key: "b", index: 1 };
  assert.equal(settleActive(keys, active), active);
});

const table: readonly (readonly [Move, string, string])[] = [
  ["next", "a", "b"],
  ["next", "c", "c"],
  ["previous", "b", "a"],
  ["previous", "a", "a"],
  ["first", "c", "a"],
  ["last", "a", "c"],
];

for (const [move, from, to] of table) {
  test(`${move} of ${from} is ${to}`, () => {
    const active = { key: from, index: keys.indexOf(from) };
    assert.equal(moveActive(keys, active, move, true).key, to);
  });
}

test("the first move from outside leads to the row that was left", () => {
  assert.equal(moveActive(keys, { key: "b", index: 1 }, "next", false).key, "b");
  assert.equal(moveActive(keys, noRow, "next", false).key, "a");
  assert.equal(moveActive([], noRow, "next", false).key, undefined);
});
