import assert from "node:assert/strict";
import { test } from "node:test";
import { windowRows } from "./window-rows.ts";

const rows = (scrollTopPx: number, count = 1_000) => {
  const { start, end } = windowRows({ count, rowPx: 30, scrollTopPx, heightPx: 300 });
  return [start, end];
};

test("what can be seen is drawn, and four rows more on each side", () => {
  assert.deepEqual(rows(0), [0, 14]);
  assert.deepEqual(rows(3_000), [96, 114]);
  assert.deepEqual(rows(3_015), [96, 115]);
});

test("the ends of the list are its ends", () => {
  assert.deepEqual(rows(29_700), [986, 1_000]);
  assert.deepEqual(rows(0, 3), [0, 3]);
  assert.deepEqual(rows(0, 0), [0, 0]);
});

test("a bounce over the top and a list that shrank draw no row that is not there", () => {
  assert.deepEqual(rows(-50), [0, 14]);
  const [start = 0, end = 0] = rows(9_000, 10);
  assert(start <= end && end <= 10);
});
