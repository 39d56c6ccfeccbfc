import assert from "node:assert/strict";
import { test } from "node:test";
import { trendPath } from "./trend-path.ts";

test("the newest share stands at the right end, errors at the top", () => {
  assert.equal(trendPath([0, 1], 10), "M8 99L9 99L10 1");
});

test("the line is broken where there were no calls", () => {
  assert.equal(trendPath([0.5, undefined, 0.5], 3), "M0 50L1 50M2 50L3 50");
});

test("without shares there is no line", () => {
  assert.equal(trendPath([], 10), "");
});
