import assert from "node:assert/strict";
import { test } from "node:test";
import { rowsPerSecond, withSample } from "./pace.ts";
import type { PaceSample } from "./pace.ts";

/** 1,000 rows every 100 ms, from 0 to a time. */
function steady(untilMs: number): readonly PaceSample[] {
  let samples: readonly PaceSample[] = [];
  for (let atMs = 0; atMs <= untilMs; atMs += 100) {
    samples = withSample(samples, { atMs, doneCount: atMs * 10 });
  }
  return samples;
}

test("the pace is that of the last five seconds", () => {
  assert.equal(rowsPerSecond(steady(30_000)), 10_000);
  const slower = withSample(steady(30_000), { atMs: 35_000, doneCount: 300_500 });
  assert.equal(rowsPerSecond(slower), 100);
});

test("samples are bounded however long an import takes", () => {
  assert(steady(600_000).length <= 52);
});

test("one sample tells no pace, nor do two at once", () => {
  assert.equal(rowsPerSecond([]), undefined);
  assert.equal(rowsPerSecond(steady(0)), undefined);
  assert.equal(rowsPerSecond(steady(100)), undefined);
});
