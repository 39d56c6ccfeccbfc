import type { Request } from "../commands/command.ts";
import type { BatchState } from "../commands/state.ts";
import { tell } from "../notes/told.ts";
import { changeAttempt, refundDeclines } from "./attempts.ts";
import { changePayment } from "./change-payment.ts";
import type { Changed, PaymentChanges } from "./change-payment.ts";
import type { Recording } from "./decide-record-attempt.ts";
import { endWithoutMoney, otherAmount } from "./end-charge.ts";
import type { Moved, NotMoved } from "./end-charge.ts";
import { detailMaxLength, openAttempt, refundableMinor } from "./payment.ts";
import type { Attempt, Payment } from "./payment.ts";
import { repeatRefund } from "./repeat-refund.ts";
import { reviewFor, reviewResolved } from "./review.ts";
import { showPaymentStatus } from "./show-payment-status.ts";

/**
 * Money went back. Another amount than asked is taken as it is, as far as there was something to give back; a person looks at it, and
 * what is still owed is tried again.
 */
export function takeRefund(
  state: BatchState,
  request: Request,
  recording: Recording<Moved>,
): Changed {
  const { payment, heard, stamp, cause } = recording;
  const at = { atMs: stamp.nowMs, cause };
  const refundedMinor = refundedAfter(payment, heard);
  const after = { ...payment, refundedMinor, attempts: succeeded(recording) };
  const attempts = withRest({ ...after, attempts: withinLeft(after, stamp.nowMs) }, recording);
  const changes: PaymentChanges = {
    status: statusAfter(payment, refundedMinor),
    refundedMinor,
    attempts,
    nextStepAtMs: openAttempt({ attempts }) === undefined ? undefined : stamp.nowMs,
    resolveByMs: undefined,
    review: reviewAfter(recording),
  };
  const move = { kind: "payment.refunded", ...at } as const;
  const changed = changePayment(state, request, payment, changes, move);
  showPaymentStatus(state, request, changed.payment, at);
  return changed;
}

/** What has gone back of a payment after one more refund: no more than was taken, whatever its channel paid out. */
export function refundedAfter(
  { capturedMinor, refundedMinor }: Payment,
  { amountMinor }: Moved,
): bigint {
  const left = capturedMinor - refundedMinor;
  return refundedMinor + (amountMinor < left ? amountMinor : left);
}

/**
 * Nothing went back. What has not gone back by an earlier try meanwhile is tried again with the same channel, which alone has the money, until it
 * was declined too often.
 */
export function endRefund(
  state: BatchState,
  request: Request,
  recording: Recording<NotMoved>,
): Changed {
  const { payment, attempt, heard, stamp, cause } = recording;
  const ended = endWithoutMoney(state, recording);
  const declines = refundDeclines({ attempts: ended });
  const left = attempt.amountMinor - attempt.coveredMinor;
  const isPatient = heard.kind === "not_sent" || declines < stamp.payments.refundDeclinesMax;
  const again = left <= 0n || isPatient;
  const attempts = again ? withNextTry(recording, ended, left) : ended;
  const givenUp = { code: "refund_given_up", count: declines, said: heard.detail.text } as const;
  const changes: PaymentChanges = {
    attempts,
    nextStepAtMs: openAttempt({ attempts }) === undefined ? undefined : recording.nextStepAtMs,
    resolveByMs: undefined,
    review: again ? reviewResolved(payment) : reviewFor(payment, givenUp, stamp.nowMs),
  };
  const kind = `payment.attempt_${heard.kind}` as const;
  return changePayment(state, request, payment, changes, { kind, atMs: stamp.nowMs, cause });
}

/** With what is left of a refund as a new one, as far as its payment has as much. */
function withNextTry(
  { payment, attempt, stamp }: Recording<NotMoved>,
  ended: readonly Attempt[],
  amountMinor: bigint,
): readonly Attempt[] {
  const left = refundableMinor({ ...payment, attempts: ended });
  const again = amountMinor < left ? amountMinor : left;
  if (again <= 0n) return ended;
  return repeatRefund({ attempts: ended }, { last: attempt, amountMinor: again }, stamp);
}

function succeeded({ payment, attempt, heard, stamp }: Recording<Moved>): readonly Attempt[] {
  return changeAttempt(payment.attempts, attempt.attemptId, {
    status: "succeeded",
    amountMinor: heard.amountMinor,
    providerReference: heard.reference,
    detail: heard.detail,
    endedAtMs: stamp.nowMs,
  });
}

/** A channel that gave back more than it was asked for leaves less for what waits: that shrinks, or is not sent any more. */
export function withinLeft(after: Payment, endedAtMs: number): readonly Attempt[] {
  let left = after.capturedMinor - after.refundedMinor;
  return after.attempts.map((attempt): Attempt => {
    if (attempt.status !== "created") return attempt;
    const amountMinor = attempt.amountMinor < left ? attempt.amountMinor : left;
    left -= amountMinor;
    return amountMinor > 0n ? { ...attempt, amountMinor } : goneBack(attempt, endedAtMs);
  });
}

const goneBackTold = tell({ code: "gone_back_already" }, detailMaxLength);

/** A refund that waits and is not sent any more. */
export function goneBack(attempt: Attempt, endedAtMs: number): Attempt {
  return { ...attempt, status: "not_sent", detail: goneBackTold, endedAtMs };
}

/** All of it had to go back, and less went: the rest is owed still. */
function withRest(after: Payment, { attempt, stamp }: Recording<Moved>): readonly Attempt[] {
  const rest = refundableMinor(after);
  if (after.status !== "refund_due" || rest === 0n) return after.attempts;
  return repeatRefund(after, { last: attempt, amountMinor: rest }, stamp);
}

export function statusAfter(
  { status, capturedMinor }: Payment,
  refundedMinor: bigint,
): Payment["status"] {
  if (refundedMinor === capturedMinor) return "refunded";
  return status === "refund_due" ? status : "partially_refunded";
}

function reviewAfter(recording: Recording<Moved>): Payment["review"] {
  const { payment, attempt, heard, stamp } = recording;
  const left = payment.capturedMinor - payment.refundedMinor;
  const isAsked = heard.amountMinor === attempt.amountMinor;
  if (isAsked && heard.amountMinor <= left) return reviewResolved(payment);
  const note = isAsked
    ? otherAmount("more_returned_than_left", recording, left)
    : otherAmount("other_amount_returned", recording);
  return reviewFor(payment, note, stamp.nowMs);
}
