import assert from "node:assert/strict";
import { test } from "node:test";
import { anAttempt } from "../test/payments/an-attempt.ts";
import type { Attempt, AttemptStatus } from "./payment.ts";
import { paymentSteps } from "./payment-step.ts";

function attempt(status: AttemptStatus, attemptId = "a1"): Attempt {
  return anAttempt({ attemptId, status });
}

function stepsAt(
  nowMs: number,
  attempts: readonly Attempt[],
  times: { readonly next?: number; readonly resolveBy?: number } = { next: 100 },
): readonly string[] {
  const payment = { attempts, nextStepAtMs: times.next, resolveByMs: times.resolveBy };
  return paymentSteps(payment, nowMs).map((step) =>
    step.kind === "review" ? step.kind : `${step.kind} ${step.attempt.attemptId}`,
  );
}

test("an attempt is sent once, and only asked about from then on", () => {
  assert.deepEqual(stepsAt(100, [attempt("created")]), ["send a1"]);
  assert.deepEqual(stepsAt(100, [attempt("sent")]), ["ask a1"]);
  assert.deepEqual(stepsAt(100, [attempt("unknown")]), ["ask a1"]);
});

test("nothing is done before its time, nor when no time is set", () => {
  assert.deepEqual(stepsAt(99, [attempt("created")]), []);
  assert.deepEqual(stepsAt(99, [attempt("unknown")], { next: 100, resolveBy: 100 }), []);
  assert.deepEqual(stepsAt(Number.MAX_SAFE_INTEGER, [attempt("created")], {}), []);
});

test("what has ended asks for nothing, and a later attempt waits for the first that is open", () => {
  const ended = (["succeeded", "declined_soft", "declined_hard", "not_sent"] as const).map(
    (status) => attempt(status, status),
  );
  assert.deepEqual(stepsAt(100, ended), []);
  const next = [...ended, attempt("unknown", "open"), attempt("created", "later")];
  assert.deepEqual(stepsAt(100, next), ["ask open"]);
});

test("past the time to resolve it goes to review, and is asked about all the same", () => {
  const times = { next: 100, resolveBy: 90 };
  assert.deepEqual(stepsAt(95, [attempt("unknown")], times), ["review"]);
  assert.deepEqual(stepsAt(100, [attempt("unknown")], times), ["review", "ask a1"]);
});
