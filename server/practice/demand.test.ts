import assert from "node:assert/strict";
import { test } from "node:test";
import { arrivals, demandAt } from "./demand.ts";
import { seededRandom } from "./random.ts";

const minuteMs = 60_000;

/** The number of arrivals in each tenth of a sale. */
function tenths(seed: bigint, durationMs: number, peakPerSecond = 100): readonly number[] {
  const next = arrivals({ peakPerSecond, durationMs, random: seededRandom(seed) });
  const counts = Array.from({ length: 10 }, () => 0);
  for (let atMs = next(); atMs !== undefined; atMs = next()) {
    const tenth = Math.floor((10 * atMs) / durationMs);
    counts[tenth] = (counts[tenth] ?? 0) + 1;
  }
  return counts;
}

test("demand is at its peak within three seconds, dies down, and comes back once", () => {
  assert.equal(demandAt(3_000, 3 * minuteMs), 1);
  assert.ok(demandAt(60_000, 3 * minuteMs) < 0.25);
  assert.ok(demandAt(93_000, 3 * minuteMs) > 0.6 && demandAt(93_000, 3 * minuteMs) < 0.75);
  assert.ok(demandAt(170_000, 3 * minuteMs) < 0.25);
});

test("demand never leaves a fifth to all of the peak, and a long sale has wave after wave", () => {
  for (let ms = 0; ms < 30 * minuteMs; ms += 97) {
    const share = demandAt(ms, 30 * minuteMs);
    assert.ok(share >= 0.2 && share <= 1, `${share} at ${ms}`);
  }
  assert.equal(demandAt(27 * minuteMs + 3_000, 30 * minuteMs), 1);
});

test("arrivals follow demand: within four deviations of what it adds up to, tenth by tenth", () => {
  const durationMs = 3 * minuteMs;
  tenths(7n, durationMs).forEach((count, tenth) => {
    let expected = 0;
    for (let ms = 0; ms < durationMs / 10; ms += 10)
      expected += demandAt((tenth * durationMs) / 10 + ms, durationMs);
    assert.ok(Math.abs(count - expected) < 4 * Math.sqrt(expected), `${count} of ${expected}`);
  });
});

test("the seed decides the arrivals, by all of its bits", () => {
  const plain = tenths(42n, minuteMs);
  assert.deepEqual(tenths(42n, minuteMs), plain);
  assert.notDeepEqual(tenths(43n, minuteMs), plain);
  assert.notDeepEqual(tenths(42n + (1n << 40n), minuteMs), plain);
});
