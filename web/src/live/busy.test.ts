import assert from "node:assert/strict";
import { test } from "node:test";
import { isBusy } from "./busy.ts";

test("a page gets busy at 60 events a second, and is no more below 30", () => {
  const rates = [10, 59, 60, 45, 30, 29, 59];
  let busy = false;
  const seen = rates.map((rate) => (busy = isBusy(busy, rate)));
  assert.deepEqual(seen, [false, false, true, true, true, false, false]);
});
