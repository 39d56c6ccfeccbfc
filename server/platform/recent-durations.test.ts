import assert from "node:assert/strict";
import { test } from "node:test";
import { RecentDurations } from "./recent-durations.ts";

test("percentiles are durations that occurred, by nearest rank", () => {
  const durations = new RecentDurations(10_000);
  for (let ms = 100; ms >= 1; ms -= 1) durations.add(ms, 0);
  assert.deepEqual(durations.percentiles([0, 0.5, 0.99, 1], 0), [1, 50, 99, 100]);
});

test("there is no percentile of nothing, and what is old is nothing", () => {
  const durations = new RecentDurations(1_000);
  assert.deepEqual(durations.percentiles([0.5], 0), [undefined]);
  durations.add(5, 0);
  assert.deepEqual(durations.percentiles([0.5], 999), [5]);
  assert.deepEqual(durations.percentiles([0.5], 1_000), [undefined]);
});

test("the last 512 calls are kept", () => {
  const durations = new RecentDurations(1_000);
  for (let n = 0; n < 5_000; n += 1) durations.add(n, n / 10);
  assert.deepEqual(durations.percentiles([0, 1], 500), [5_000 - 512, 4_999]);
});
