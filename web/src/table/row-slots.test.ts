import assert from "node:assert/strict";
import { test } from "node:test";
import { assignSlots } from "./row-slots.ts";

const none = new Map<string, number>();

test("a row stays where it is, and a new one takes the place of one that went", () => {
  const first = assignSlots(none, ["a", "b", "c"], true);
  assert.deepEqual([...first.values()], [0, 1, 2]);
  const second = assignSlots(first, ["d", "a", "c"], true);
  assert.deepEqual(
    [...second],
    [
      ["d", 1],
      ["a", 0],
      ["c", 2],
    ],
  );
});

test("no two rows share a place, whatever came and went", () => {
  let slots = assignSlots(none, ["a", "b"], true);
  for (const keys of [["c"], ["d", "c", "e", "f"], [], ["g", "h"], ["h", "g", "a"]]) {
    slots = assignSlots(slots, keys, true);
    assert.deepEqual([...slots.keys()], keys);
    assert.equal(new Set(slots.values()).size, keys.length);
  }
});

test("a list that is renewed as a whole needs no more rows than it has", () => {
  const before = assignSlots(none, ["a", "b", "c"], true);
  const after = assignSlots(before, ["x", "y", "z"], true);
  assert.deepEqual([...after.values()], [0, 1, 2]);
});

test("a row that somebody may be in is not given to another key", () => {
  const before = assignSlots(none, ["a", "b"], true);
  assert.deepEqual([...assignSlots(before, ["b", "c"], false).values()], [1, 2]);
});
