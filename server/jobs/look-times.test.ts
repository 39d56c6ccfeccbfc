import assert from "node:assert/strict";
import { test } from "node:test";
import type { AskResult } from "../payments/gateway.ts";
import type { Look } from "../payments/look.ts";
import { nextLook } from "./look-times.ts";

const endedAtMs = 1_000_000;
const limits = { soonMs: 600, lateMs: 86_400 };
const first: Look = {
  channel: "alpha",
  attemptId: "a1",
  dueAtMs: endedAtMs + limits.soonMs,
  answeredCount: 0,
  failedCount: 0,
};
const declined: AskResult = { kind: "declined", soft: true, reason: "no funds" };
const amount = { currencyCode: "EUR", minorUnits: 1n };
const approved: AskResult = { kind: "approved", providerReference: "ref-1", amount };
const out: AskResult = { kind: "unreachable", why: "no_connection", detail: "" };

/** The look after one that was taken so long after the end of its attempt, when chance is at its worst if it is not told. */
function after(look: Look, result: AskResult, sinceEndMs: number, chance = 1): Look | undefined {
  const nowMs = endedAtMs + sinceEndMs;
  return nextLook(look, result, { endedAtMs, nowMs, random: () => chance, limits });
}

function mustFollow(look: Look | undefined): Look {
  assert(look, "there is another look");
  return look;
}

test("an attempt is looked at twice: soon after its end, and late", () => {
  for (const answer of [declined, approved, { kind: "never_seen" } as const]) {
    const second = mustFollow(after(first, answer, 610));
    assert.equal(second.dueAtMs, endedAtMs + limits.lateMs);
    assert.equal(after(second, answer, 86_410), undefined, answer.kind);
  }
});

test("a first look that came late leaves some time before the second, which comes all the same", () => {
  const second = mustFollow(after(first, declined, 500_000));
  assert.equal(second.dueAtMs, endedAtMs + 500_000 + limits.soonMs);
  assert.equal(after(second, declined, 600_000), undefined);
});

test("a look without an answer is taken again until there is one, further and further apart", () => {
  for (const silence of [out, { kind: "pending" } as const]) {
    const waits: number[] = [];
    let look = first;
    for (let sinceEndMs = 600; waits.length < 10;) {
      look = mustFollow(after(look, silence, sinceEndMs));
      waits.push(look.dueAtMs - endedAtMs - sinceEndMs);
      sinceEndMs = look.dueAtMs - endedAtMs;
    }
    assert.deepEqual(
      waits,
      [600, 1_200, 2_400, 4_800, 9_600, 19_200, 38_400, 76_800, 86_400, 86_400],
    );
    assert.deepEqual([look.answeredCount, look.failedCount], [0, 10]);
    assert.deepEqual(
      { ...mustFollow(after(look, declined, 700)), dueAtMs: 0 },
      { ...first, answeredCount: 1, dueAtMs: 0 },
    );
  }
});

test("those that found a channel out do not come back together", () => {
  const dueAtMs = [0, 0.25, 0.5].map((chance) => after(first, out, 600, chance)?.dueAtMs);
  assert.deepEqual(dueAtMs, [endedAtMs + 600, endedAtMs + 750, endedAtMs + 900]);
});
