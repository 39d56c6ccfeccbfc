import assert from "node:assert/strict";
import { test } from "node:test";
import { RateWindow } from "./rate-window.ts";

test("a window adds up what is in it and forgets what left it", () => {
  const window = new RateWindow({ bucketMs: 1_000, bucketCount: 5 });
  window.add(3, 1_000);
  window.add(4, 1_999);
  window.add(5, 3_000);
  assert.deepEqual(window.total(3_500), { sum: 12, count: 3 });
  assert.deepEqual(window.total(5_999), { sum: 12, count: 3 });
  assert.deepEqual(window.total(6_000), { sum: 5, count: 1 });
  assert.deepEqual(window.total(60_000), { sum: 0, count: 0 });
});

test("a bucket that comes round again starts over", () => {
  const window = new RateWindow({ bucketMs: 1_000, bucketCount: 2 });
  window.add(1, 0);
  window.add(2, 2_000);
  assert.deepEqual(window.total(2_000), { sum: 2, count: 1 });
});
