import type { Request } from "../commands/command.ts";
import type { Stamp } from "../commands/stamp.ts";
import type { BatchState } from "../commands/state.ts";
import { present } from "../core/assert.ts";
import { tell } from "../notes/told.ts";
import { changeAttempt } from "./attempts.ts";
import { changePayment } from "./change-payment.ts";
import type { Changed } from "./change-payment.ts";
import { contradictionOf } from "./contradiction.ts";
import type { Recording } from "./decide-record-attempt.ts";
import type { Moved } from "./end-charge.ts";
import { goneBack, refundedAfter, statusAfter, withinLeft } from "./end-refund.ts";
import { detailMaxLength, isOpen, openAttempt } from "./payment.ts";
import type { Attempt, Payment } from "./payment.ts";
import { toRepeat } from "./possible-actions.ts";
import { repeatRefund } from "./repeat-refund.ts";
import { reviewFor } from "./review.ts";
import { showPaymentStatus } from "./show-payment-status.ts";

/** True when a refund that had ended without money has given it back after all. */
export function isGivenBackAfterAll(attempt: Attempt): boolean {
  const { kind, status, sentAtMs, late } = attempt;
  const hasEndedWithout = !isOpen(status) && status !== "succeeded" && sentAtMs !== undefined;
  return kind === "refund" && hasEndedWithout && late === undefined;
}

/**
 * Money that a channel gave back after it had said that it had not. The payment has gone on and tries the same again. What has ended stays as it
 * is, as with a charge; but this money needs no payment of its own, for it is only less that is left of this one. It counts as
 * refunded, and the next try shrinks by it, or is never sent. One that is out already cannot be called back: should it move
 * too, the buyer has the money twice, and the books say so. The payment goes to review, for the channel has contradicted itself.
 */
export function takeLateRefund(
  state: BatchState,
  request: Request,
  { payment, attempt, heard, stamp, cause }: Recording<Moved>,
): Changed {
  const at = { atMs: stamp.nowMs, cause };
  const contradiction = present(contradictionOf(payment, attempt, heard), "what is wrong");
  const late = { paymentId: payment.paymentId, amountMinor: heard.amountMinor };
  const noted = { detail: tell(contradiction, detailMaxLength), late };
  const refundedMinor = refundedAfter(payment, heard);
  const covered = coverLastTry(payment.attempts, attempt, { ...heard, ...at });
  const moved = changeAttempt(covered, attempt.attemptId, noted);
  const status = statusAfter(payment, refundedMinor);
  const left = withinLeft({ ...payment, refundedMinor, attempts: moved }, stamp.nowMs);
  const attempts = withRest({ ...payment, status, refundedMinor, attempts: left }, stamp);
  const changes = {
    status,
    refundedMinor,
    attempts,
    nextStepAtMs: nextStepAfter(payment, attempts, stamp.nowMs),
    review: reviewFor(payment, contradiction, stamp.nowMs),
  };
  const move = { kind: "payment.refunded", ...at } as const;
  const changed = changePayment(state, request, payment, changes, move);
  showPaymentStatus(state, request, changed.payment, at);
  return changed;
}

/** The attempts with the last try of a refund made smaller by what went back already: at once while it waits, else should it be repeated. */
function coverLastTry(
  attempts: readonly Attempt[],
  { attemptId }: Attempt,
  { amountMinor, atMs }: { readonly amountMinor: bigint; readonly atMs: number },
): readonly Attempt[] {
  const last = lastTry(attempts, attemptId);
  if (last.status === "succeeded") return attempts;
  return changeAttempt(attempts, last.attemptId, coverTry(last, amountMinor, atMs));
}

function coverTry(last: Attempt, amountMinor: bigint, atMs: number): Partial<Attempt> {
  if (last.status !== "created") return { coveredMinor: last.coveredMinor + amountMinor };
  const leftMinor = last.amountMinor - amountMinor;
  return leftMinor > 0n ? { amountMinor: leftMinor } : goneBack(last, atMs);
}

/** What was given up is tried anew where a part of it went back: its channel does give back, and nobody else would ask for the rest. */
function withRest(after: Payment, stamp: Stamp): readonly Attempt[] {
  const rest = openAttempt(after) === undefined ? toRepeat(after) : undefined;
  return rest === undefined ? after.attempts : repeatRefund(after, rest, stamp);
}

/** Each try names the one before it, and stands after it. */
function lastTry(attempts: readonly Attempt[], attemptId: string): Attempt {
  let last = present(
    attempts.find((attempt) => attempt.attemptId === attemptId),
    "the refund",
  );
  for (const attempt of attempts) if (attempt.repeats === last.attemptId) last = attempt;
  return last;
}

/** What was to be done next stays, unless it was to send what has gone back already. */
function nextStepAfter(
  payment: Payment,
  attempts: readonly Attempt[],
  nowMs: number,
): number | undefined {
  const next = openAttempt({ attempts })?.attemptId;
  if (next === undefined) return undefined;
  return next === openAttempt(payment)?.attemptId ? payment.nextStepAtMs : nowMs;
}
