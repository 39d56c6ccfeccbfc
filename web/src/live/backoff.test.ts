import assert from "node:assert/strict";
import { test } from "node:test";
import { retryDelayMs } from "./backoff.ts";

const lost = { kind: "unreachable", retryAfterMs: undefined } as const;

test("the limit doubles from half a second to ten, and no attempt count breaks it", () => {
  const longest = [1, 2, 3, 4, 5, 6, 5_000].map((attempt) =>
    retryDelayMs({ ...lost, attempt, chance: 1 }),
  );
  assert.deepEqual(longest, [500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
});

test("jitter is full: a delay is anything from none to the limit", () => {
  const delays = [0, 0.25, 1].map((chance) => retryDelayMs({ ...lost, attempt: 3, chance }));
  assert.deepEqual(delays, [0, 500, 2_000]);
});

test("the server's own delay is kept, with the jitter on top", () => {
  const asked = { ...lost, retryAfterMs: 3_000, attempt: 2 };
  assert.deepEqual(
    [0, 0.5].map((chance) => retryDelayMs({ ...asked, chance })),
    [3_000, 3_500],
  );
  const overloaded = { ...asked, kind: "refused" } as const;
  assert.equal(retryDelayMs({ ...overloaded, chance: 0 }), 3_000);
});

test("a refusal for good is not asked about again soon", () => {
  for (const kind of ["denied", "refused"] as const) {
    assert.equal(retryDelayMs({ ...lost, kind, attempt: 1, chance: 0 }), 30_000);
  }
});
