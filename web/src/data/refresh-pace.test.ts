import assert from "node:assert/strict";
import { test } from "node:test";
import { RefreshPace } from "./refresh-pace.ts";

/** A pace of 100 ms on a clock of its own, and when it refreshed. */
function makePace() {
  const state = { nowMs: 0, busy: false };
  const refreshes: number[] = [];
  let timer: { readonly callback: () => void; readonly atMs: number } | undefined;
  const pace = new RefreshPace({
    refresh: () => refreshes.push(state.nowMs),
    busy: () => state.busy,
    everyMs: 100,
    now: () => state.nowMs,
    schedule: (callback, delayMs) => {
      timer = { callback, atMs: state.nowMs + delayMs };
      return () => (timer = undefined);
    },
  });
  const pass = (ms: number): void => {
    for (const endMs = state.nowMs + ms; state.nowMs < endMs;) {
      state.nowMs += 10;
      if (timer === undefined || timer.atMs > state.nowMs) continue;
      const { callback } = timer;
      timer = undefined;
      callback();
    }
  };
  return { pace, state, refreshes, pass };
}

test("the first reason refreshes at once, the next ones once the time has passed", () => {
  const { pace, refreshes, pass } = makePace();
  pace.ask();
  pass(30);
  pace.ask();
  pace.ask();
  assert.deepEqual(refreshes, [0]);
  pass(200);
  assert.deepEqual(refreshes, [0, 100]);
  pace.ask();
  assert.deepEqual(refreshes, [0, 100, 230]);
});

test("a stream of reasons refreshes every time that passes, and once after the last", () => {
  const { pace, refreshes, pass } = makePace();
  for (let count = 0; count < 25; count += 1) {
    pace.ask();
    pass(10);
  }
  pass(500);
  assert.deepEqual(refreshes, [0, 100, 200, 300]);
});

test("a read that is on its way is not called off, and what changed meanwhile is read after it", () => {
  const { pace, state, refreshes, pass } = makePace();
  state.busy = true;
  pace.ask();
  pass(250);
  assert.deepEqual(refreshes, []);
  state.busy = false;
  pass(100);
  assert.deepEqual(refreshes, [300]);
});

test("one that was stopped refreshes no more", () => {
  const { pace, refreshes, pass } = makePace();
  pace.ask();
  pace.ask();
  pace.stop();
  pass(500);
  assert.deepEqual(refreshes, [0]);
});
