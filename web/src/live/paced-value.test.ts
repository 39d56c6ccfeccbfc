import assert from "node:assert/strict";
import { test } from "node:test";
import { PacedValue } from "./paced-value.ts";

/** A value and a clock that are turned by hand. */
function makePaced() {
  const world = { value: 0, urgent: 0, nowMs: 5_000, timers: new Map<() => void, number>() };
  const listeners = new Set<() => void>();
  const paced = new PacedValue({
    read: () => world.value,
    urgent: () => world.urgent,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    everyMs: 1_000,
    now: () => world.nowMs,
    schedule: (callback, delayMs) => {
      world.timers.set(callback, world.nowMs + delayMs);
      return () => world.timers.delete(callback);
    },
  });
  const change = (value: number): void => {
    world.value = value;
    for (const listener of listeners) listener();
  };
  const pass = (ms: number): void => {
    world.nowMs += ms;
    for (const [callback, atMs] of world.timers) if (atMs <= world.nowMs) callback();
  };
  return { paced, world, listeners, change, pass };
}

test("the first change shows at once, those within a second as one, and the last always comes", () => {
  const { paced, world, change, pass } = makePaced();
  const seen: number[] = [];
  paced.subscribe(() => seen.push(paced.value()));
  change(1);
  change(2);
  pass(400);
  change(3);
  assert.deepEqual(seen, [1]);
  pass(600);
  assert.deepEqual(seen, [1, 3]);
  pass(5_000);
  assert.deepEqual([seen, world.timers.size], [[1, 3], 0]);
});

test("what is urgent does not wait", () => {
  const { paced, world, change } = makePaced();
  const seen: number[] = [];
  paced.subscribe(() => seen.push(paced.value()));
  change(1);
  world.urgent = 1;
  change(2);
  assert.deepEqual([seen, world.timers.size], [[1, 2], 0]);
});

test("once nobody listens nothing is left waiting, and what is asked for is as it is", () => {
  const { paced, world, listeners, change } = makePaced();
  const leave = paced.subscribe(() => {});
  change(1);
  change(2);
  leave();
  assert.deepEqual([world.timers.size, listeners.size], [0, 0]);
  assert.equal(paced.value(), 2);
});
