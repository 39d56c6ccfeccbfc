import assert from "node:assert/strict";
import { test } from "node:test";
import { anAttempt } from "../test/payments/an-attempt.ts";
import { addAttempt } from "./attempts.ts";
import { attemptsMax } from "./payment.ts";
import type { Attempt } from "./payment.ts";

const sent = { channel: "a", sentAtMs: 1 } as const;
const declined = anAttempt({ attemptId: "declined charge", status: "declined_hard", ...sent });
const taken = anAttempt({ attemptId: "taken charge", status: "succeeded", ...sent });
const unsent = anAttempt({ attemptId: "unsent charge", status: "not_sent" });
const refused = anAttempt({ kind: "refund", status: "declined_soft", ...sent });
const next = anAttempt({ attemptId: "next" });

/** Those that are left out when there are as many as there may be, with so many refused refunds among them. */
function leftOut(first: readonly Attempt[]): readonly string[] {
  const refusals = Array.from({ length: attemptsMax - first.length }, (_, index): Attempt => {
    return { ...refused, attemptId: `refund ${index}` };
  });
  const before = [...first, ...refusals];
  const after = addAttempt(before, next);
  assert.equal(after.length, attemptsMax);
  assert.equal(after.at(-1), next);
  return before.filter((attempt) => !after.includes(attempt)).map(({ attemptId }) => attemptId);
}

test("of too many attempts what was never sent goes first, and then the oldest refund that moved nothing", () => {
  assert.deepEqual(leftOut([declined, taken, unsent]), ["unsent charge"]);
  assert.deepEqual(leftOut([declined, taken]), ["refund 0"]);
});

test("a charge that was declined, and may have been taken after all, goes only where there is nothing else", () => {
  const charges = Array.from({ length: attemptsMax - 1 }, (_, index): Attempt => {
    return { ...declined, attemptId: `charge ${index}` };
  });
  assert.deepEqual(leftOut([taken, ...charges]), ["charge 0"]);
});
