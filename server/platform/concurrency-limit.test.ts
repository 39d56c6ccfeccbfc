import assert from "node:assert/strict";
import { test } from "node:test";
import { ConcurrencyLimit } from "./concurrency-limit.ts";

test("no more than the limit are in flight, and a place that is given back is taken again", () => {
  const limit = new ConcurrencyLimit(2);
  const [first, second] = [limit.enter(), limit.enter()];
  assert(first !== undefined && second !== undefined);
  assert.equal(limit.enter(), undefined);
  assert.equal(limit.inFlight, 2);
  first();
  assert(limit.enter() !== undefined);
  assert.equal(limit.enter(), undefined);
});

test("a place is given back once, however often it is said", () => {
  const limit = new ConcurrencyLimit(2);
  const leave = limit.enter();
  limit.enter();
  for (let n = 0; n < 5; n += 1) leave?.();
  assert.equal(limit.inFlight, 1);
});
