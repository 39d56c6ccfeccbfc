import assert from "node:assert/strict";
import { test } from "node:test";
import { Seconds } from "./seconds.ts";

/** A clock that is turned by hand. */
function makeSeconds() {
  const clock = { nowMs: 10_000, timers: new Set<() => void>() };
  const seconds = new Seconds({
    now: () => clock.nowMs,
    every: (callback) => {
      clock.timers.add(callback);
      return () => clock.timers.delete(callback);
    },
  });
  const tick = (): void => {
    clock.nowMs += 1_000;
    for (const timer of clock.timers) timer();
  };
  return { seconds, clock, tick };
}

test("all who show the time hear of a second together, from one timer", () => {
  const { seconds, clock, tick } = makeSeconds();
  const heard: string[] = [];
  const leave = seconds.subscribe(() => heard.push(`a ${seconds.nowMs()}`));
  seconds.subscribe(() => heard.push(`b ${seconds.nowMs()}`));
  assert.equal(clock.timers.size, 1);
  tick();
  leave();
  tick();
  assert.deepEqual(heard, ["a 11000", "b 11000", "b 12000"]);
});

test("when nobody listens it rests, and the next one hears the time as it is then", () => {
  const { seconds, clock, tick } = makeSeconds();
  seconds.subscribe(() => {})();
  assert.equal(clock.timers.size, 0);
  clock.nowMs += 60_000;
  assert.equal(seconds.nowMs(), 70_000);
  seconds.subscribe(() => {});
  tick();
  assert.equal(seconds.nowMs(), 71_000);
});

test("asked twice while a picture is made, it answers the same", () => {
  const { seconds, clock } = makeSeconds();
  const first = seconds.nowMs();
  clock.nowMs += 16;
  assert.equal(seconds.nowMs(), first);
});
