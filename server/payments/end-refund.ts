import type { Request } from "../commands/command.ts";
import type { BatchState } from "../commands/state.ts";
import { addAttempt, changeAttempt, newRefund, refundDeclines } from "./attempts.ts";
import { changePayment } from "./change-payment.ts";
import type { Changed, PaymentChanges } from "./change-payment.ts";
import type { Recording } from "./decide-record-attempt.ts";
import { endedAs } from "./end-charge.ts";
import type { Moved, NotMoved } from "./end-charge.ts";
import { openAttempt, refundableMinor } from "./payment.ts";
import type { Attempt, Payment } from "./payment.ts";
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
  const left = payment.capturedMinor - payment.refundedMinor;
  const refundedMinor =
    payment.refundedMinor + (heard.amountMinor < left ? heard.amountMinor : left);
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

/** Nothing went back. It is tried again with the same channel, which alone has the money, until it was declined too often. */
export function endRefund(
  state: BatchState,
  request: Request,
  recording: Recording<NotMoved>,
): Changed {
  const { payment, attempt, heard, stamp, cause } = recording;
  const ended = endedAs(recording);
  const declines = refundDeclines({ attempts: ended });
  const again = heard.kind === "not_sent" || declines < stamp.payments.refundDeclinesMax;
  const attempts = again ? addAttempt(ended, repeated(attempt, recording)) : ended;
  const givenUp = `A refund was declined ${declines} times: ${heard.detail}`;
  const changes: PaymentChanges = {
    attempts,
    nextStepAtMs: openAttempt({ attempts }) === undefined ? undefined : recording.nextStepAtMs,
    resolveByMs: undefined,
    review: again ? reviewResolved(payment) : reviewFor(payment, givenUp, stamp.nowMs),
  };
  const kind = `payment.attempt_${heard.kind}` as const;
  return changePayment(state, request, payment, changes, { kind, atMs: stamp.nowMs, cause });
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
function withinLeft(after: Payment, endedAtMs: number): readonly Attempt[] {
  let left = after.capturedMinor - after.refundedMinor;
  return after.attempts.map((attempt): Attempt => {
    if (attempt.status !== "created") return attempt;
    const amountMinor = attempt.amountMinor < left ? attempt.amountMinor : left;
    left -= amountMinor;
    if (amountMinor > 0n) return { ...attempt, amountMinor };
    return { ...attempt, status: "not_sent", detail: "it has gone back already", endedAtMs };
  });
}

/** All of it had to go back, and less went: the rest is owed still. */
function withRest(after: Payment, { attempt, stamp }: Recording<Moved>): readonly Attempt[] {
  const rest = refundableMinor(after);
  if (after.status !== "refund_due" || rest === 0n) return after.attempts;
  return addAttempt(after.attempts, repeated({ ...attempt, amountMinor: rest }, { stamp }));
}

function repeated(attempt: Attempt, { stamp }: Pick<Recording, "stamp">): Attempt {
  const { channel, amountMinor, reason, due } = attempt;
  const attemptId = stamp.newId();
  return newRefund({ attemptId, channel, amountMinor, reason, due, createdAtMs: stamp.nowMs });
}

function statusAfter({ status, capturedMinor }: Payment, refundedMinor: bigint): Payment["status"] {
  if (refundedMinor === capturedMinor) return "refunded";
  return status === "refund_due" ? status : "partially_refunded";
}

function reviewAfter({ payment, attempt, heard, stamp }: Recording<Moved>): Payment["review"] {
  if (heard.amountMinor === attempt.amountMinor) return reviewResolved(payment);
  const amounts = `${heard.amountMinor} minor units went back, ${attempt.amountMinor} were asked for`;
  return reviewFor(payment, amounts, stamp.nowMs);
}
