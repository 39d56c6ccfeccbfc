import assert from "node:assert/strict";
import { test } from "node:test";
import { areaPath, trendPath } from "./trend-path.ts";

test("the newest share stands at the right end, errors at the top", () => {
  assert.equal(trendPath([0, 1], 10), "M8 99L9 99L10 1");
});

test("the line is broken where there were no calls", () => {
  assert.equal(trendPath([0.5, undefined, 0.5], 3), "M0 50L1 50M2 50L3 50");
});

test("a field stands on the ground, and has a gap where there were no calls", () => {
  assert.equal(areaPath([1, undefined, 0], 3), "M0 100V1h1V100zM2 100V99h1V100z");
});

test("without shares there is no line and no field", () => {
  assert.equal(trendPath([], 10), "");
  assert.equal(areaPath([], 10), "");
});
