import assert from "node:assert/strict";
import { test } from "node:test";
import { processClock } from "./clock.ts";

/** A wall and a counter that are moved by hand. */
function machine(wallMs: number) {
  const time = { wallMs, monotonicMs: 50 };
  return {
    source: { wallMs: () => time.wallMs, monotonicMs: () => time.monotonicMs },
    pass: (ms: number): void => {
      time.wallMs += ms;
      time.monotonicMs += ms;
    },
    setWall: (ms: number): void => void (time.wallMs = ms),
    setMonotonic: (ms: number): void => void (time.monotonicMs = ms),
  };
}

test("the clock starts at the wall and runs with time, in whole milliseconds", () => {
  const { source, pass } = machine(1_000_000);
  const now = processClock(source, { floorMs: 0 });
  assert.equal(now(), 1_000_000);
  pass(10.75);
  assert.equal(now(), 1_000_010);
  pass(0.25);
  assert.equal(now(), 1_000_011);
});

test("a wall behind the last event does not take the clock back", () => {
  const { source, pass } = machine(1_000_000);
  const now = processClock(source, { floorMs: 2_000_000 });
  assert.equal(now(), 2_000_000);
  pass(5);
  assert.equal(now(), 2_000_005);
});

test("a wall that is set back is ignored", () => {
  const { source, pass, setWall } = machine(1_000_000);
  let jumps = 0;
  const now = processClock(source, { floorMs: 0, onJump: () => (jumps += 1) });
  pass(100);
  setWall(5);
  assert.equal(now(), 1_000_100);
  pass(100);
  assert.equal(now(), 1_000_200);
  assert.equal(jumps, 0);
});

test("a wall that jumps ahead is reported once and adopted at 5 %", () => {
  const { source, pass, setWall } = machine(1_000_000);
  const jumps: number[] = [];
  const now = processClock(source, { floorMs: 0, onJump: (aheadMs) => jumps.push(aheadMs) });
  setWall(1_000_000 + 3_600_000);
  assert.equal(now(), 1_000_000);
  for (let second = 1; second <= 60; second += 1) {
    pass(1_000);
    assert(Math.abs(now() - (1_000_000 + second * 1_050)) <= 1, `after ${second} s`);
  }
  assert.deepEqual(jumps, [3_600_000]);
});

test("the clock catches up with the wall, then runs with it and reports the next jump", () => {
  const { source, pass, setWall } = machine(1_000_000);
  const jumps: number[] = [];
  const now = processClock(source, { floorMs: 0, onJump: (aheadMs) => jumps.push(aheadMs) });
  setWall(1_000_000 + 2_000);
  for (let second = 0; second < 50; second += 1) {
    now();
    pass(1_000);
  }
  assert.equal(now(), source.wallMs());
  setWall(source.wallMs() + 5_000);
  now();
  assert.deepEqual(jumps, [2_000, 5_000]);
});

test("the clock never goes backwards, whatever the wall and the counter do", () => {
  const { source, setWall, setMonotonic } = machine(1_000_000);
  const now = processClock(source, { floorMs: 0 });
  let last = now();
  for (const [wallMs, monotonicMs] of [
    [0, 60],
    [9_000_000, 40],
    [1_000_001, 41],
    [9_000_000, 5_000],
    [3, 5_000],
  ] as const) {
    setWall(wallMs);
    setMonotonic(monotonicMs);
    const read = now();
    assert(read >= last, `${read} after ${last}`);
    last = read;
  }
});
