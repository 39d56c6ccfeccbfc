import assert from "node:assert/strict";
import { test } from "node:test";
import { drawOutcome, parseShares } from "./outcome-shares.ts";

test("shares are read by name and weight", () => {
  assert.deepEqual(parseShares("approve=80, timeout_charged=20"), [
    { outcome: "approve", weight: 80 },
    { outcome: "timeout_charged", weight: 20 },
  ]);
});

test("shares with an unknown name, a wrong weight, or nothing to draw are none", () => {
  for (const text of [
    "",
    "approve",
    "approve=",
    "approve=-1",
    "approve=1.5",
    "approve=1000001",
    "approved=1",
    "toString=1",
    "approve=0,slow=0",
    "approve=1,",
  ])
    assert.equal(parseShares(text), undefined, text);
});

test("outcomes are drawn as often as their weights say", () => {
  const shares = parseShares("approve=70,decline_soft=20,error=10,slow=0") ?? [];
  const counts: Record<string, number> = {};
  for (let n = 0; n < 20_000; n += 1) {
    const name = drawOutcome(shares, { seed: "1", attemptId: `attempt ${n}` });
    counts[name] = (counts[name] ?? 0) + 1;
  }
  for (const [name, share] of [
    ["approve", 0.7],
    ["decline_soft", 0.2],
    ["error", 0.1],
  ] as const)
    assert(Math.abs((counts[name] ?? 0) / 20_000 - share) < 0.02, JSON.stringify(counts));
  assert.equal(counts["slow"], undefined);
});

test("an attempt meets the same outcome each time, and another under another seed", () => {
  const shares = parseShares("approve=1,error=1") ?? [];
  const ids = Array.from({ length: 200 }, (_, n) => `attempt ${n}`);
  const drawn = (seed: string) => ids.map((attemptId) => drawOutcome(shares, { seed, attemptId }));
  assert.deepEqual(drawn("1"), drawn("1"));
  assert.notDeepEqual(drawn("1"), drawn("2"));
});
