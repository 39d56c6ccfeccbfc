import assert from "node:assert/strict";
import { test } from "node:test";
import { backoffMs } from "./backoff.ts";

const limits = { baseMs: 100, maxMs: 2_000 };

test("a wait may be anything up to a limit that doubles and ends", () => {
  const longest = (retry: number): number => backoffMs(retry, limits, () => 1);
  assert.deepEqual([0, 1, 2, 3, 4, 5, 6].map(longest), [100, 200, 400, 800, 1_600, 2_000, 2_000]);
  assert.equal(longest(10_000), 2_000);
  assert.equal(
    backoffMs(3, limits, () => 0),
    0,
  );
  assert.equal(
    backoffMs(3, limits, () => 0.25),
    200,
  );
});
