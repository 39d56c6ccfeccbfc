import assert from "node:assert/strict";
import { test } from "node:test";
import { asksTheSame, decide, newEntry, refusedEntry, said } from "./entry.ts";
import { noticesOf } from "./notices.ts";
import type { EntryRequest } from "./entry.ts";
import type { OutcomeName } from "./outcome.ts";

const request: EntryRequest = {
  kind: "charge",
  attemptId: "0199a1b2-0000-7000-8000-000000000001",
  chargeAttemptId: "",
  orderId: "order",
  cardToken: "tok_approve",
  asked: { currencyCode: "EUR", minorUnits: 1_299n },
};

function written(outcome: OutcomeName) {
  return newEntry(request, { outcome, nowMs: 1_000, lateMs: 500 });
}

function shown(outcome: OutcomeName): string {
  const { result, movedMinor } = written(outcome);
  return `${result} ${movedMinor}`;
}

test("an outcome is written with its result and what has moved", () => {
  assert.equal(shown("approve"), "approved 1299");
  assert.equal(shown("wrong_amount"), "approved 1300");
  assert.equal(shown("timeout_charged"), "approved 1299");
  assert.equal(shown("decline_soft"), "declined_soft 0");
  assert.equal(shown("decline_hard"), "declined_hard 0");
  assert.equal(shown("late"), "pending 0");
});

test("a late outcome is pending until its time, and then decided", () => {
  const entry = written("late_decline");
  assert.equal(entry.decideAtMs, 1_500);
  const decided = decide(entry, 1_600);
  assert.equal(decided.result, "declined_soft");
  assert.equal(decided.decideAtMs, undefined);
  assert.equal(decided.updatedAtMs, 1_600);
});

test("a decline that does not last is said until its time, and nothing is told of it before", () => {
  for (const [outcome, result, notices] of [
    ["decline_charged", "declined_hard", 1],
    ["decline_soft_charged", "declined_soft", 1],
    ["decline_charged_untold", "declined_hard", 0],
    ["decline_soft_charged_untold", "declined_soft", 0],
  ] as const) {
    const entry = written(outcome);
    assert.equal(said(entry).result, result);
    assert.deepEqual(noticesOf(entry, 1_000), []);
    const decided = decide(entry, 1_600);
    assert.deepEqual([said(decided).result, decided.movedMinor], ["approved", 1_299n]);
    assert.equal(noticesOf(decided, 1_600).length, notices, outcome);
  }
  assert.equal(said(written("late")).result, "pending");
});

test("the callbacks of an outcome are one, many, none, or in the wrong order", () => {
  const due = (outcome: OutcomeName): readonly number[] =>
    noticesOf(decide(written(outcome), 2_000), 2_000).map(({ dueAtMs }) => dueAtMs - 2_000);
  assert.deepEqual(due("approve"), [0]);
  assert.deepEqual(due("timeout_charged"), []);
  assert.deepEqual(due("duplicate_callbacks"), [0, 0, 50, 200, 1_000]);
  assert.deepEqual(due("reordered_callbacks"), [0, 100]);
  assert.deepEqual(noticesOf(written("late"), 2_000), [], "nothing is told before it is decided");
});

test("the same request is one with the same payload", () => {
  const entry = written("approve");
  assert(asksTheSame(entry, request));
  for (const other of [
    { ...request, orderId: "another" },
    { ...request, cardToken: "tok_late" },
    { ...request, asked: { currencyCode: "USD", minorUnits: 1_299n } },
    { ...request, asked: { currencyCode: "EUR", minorUnits: 1_300n } },
    { ...request, chargeAttemptId: "x" },
  ])
    assert(!asksTheSame(entry, other));
});

test("a request that is refused for what it asks is a hard decline with the reason", () => {
  const entry = refusedEntry(request, "no such card token", 1_000);
  assert.equal(entry.result, "declined_hard");
  assert.equal(entry.reason, "no such card token");
});
