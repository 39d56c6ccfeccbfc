import assert from "node:assert/strict";
import { test } from "node:test";
import { ServerClock } from "./server-clock.ts";

test("the fastest message tells the clocks apart, slow ones change nothing", () => {
  const clock = new ServerClock();
  clock.learn(10_000, 5_030);
  clock.learn(11_000, 6_002);
  clock.learn(12_000, 7_400);
  assert.equal(clock.aheadMs, 4_998);
  assert.equal(clock.lagMs(12_000, 7_040), 38);
  assert.equal(clock.lagMs(12_000, 7_000), 0);
});

test("nothing is known before the first message, nor after a reset", () => {
  const clock = new ServerClock();
  assert.deepEqual([clock.aheadMs, clock.lagMs(1, 2)], [0, undefined]);
  clock.learn(1, 2);
  clock.reset();
  assert.equal(clock.lagMs(1, 2), undefined);
});
