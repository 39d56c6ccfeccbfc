import { present, unreachable } from "../core/assert.ts";
import type { PaymentOutcome, Request } from "../commands/command.ts";
import type { ResolvePayment } from "../commands/payment-command.ts";
import { reject } from "../commands/reject.ts";
import type { Stamp } from "../commands/stamp.ts";
import type { BatchState } from "../commands/state.ts";
import { tell } from "../notes/told.ts";
import { changeAttempt } from "./attempts.ts";
import { changePayment } from "./change-payment.ts";
import type { Changed, PaymentChanges } from "./change-payment.ts";
import { endWithoutMoney, failCharge, takeCharge } from "./end-charge.ts";
import { refundLate } from "./late-charge.ts";
import { lookLater } from "./look-later.ts";
import { detailMaxLength, knownMinor, openAttempt } from "./payment.ts";
import type { Attempt, Payment } from "./payment.ts";
import { isCorrectable, possibleActions, toRepeat } from "./possible-actions.ts";
import { repeatRefund } from "./repeat-refund.ts";

/**
 * What a person decides about a payment. A verdict on a charge (taken, or not) is only for one whose end is unknown and that is in
 * review; it names who gave it and why. "Not taken" calls the order off: were it wrong, the buyer could be charged twice.
 */
export function decideResolvePayment(
  state: BatchState,
  request: Request,
  command: ResolvePayment,
  stamp: Stamp,
): PaymentOutcome {
  const { paymentId, expectedVersion, action } = command;
  const payment = state.payments.get(paymentId);
  if (payment === undefined) return reject({ reason: "PAYMENT_NOT_FOUND", paymentId });
  if (expectedVersion !== 0 && expectedVersion !== payment.version) {
    const actualVersion = payment.version;
    return reject({ reason: "VERSION_STALE", expectedVersion, actualVersion });
  }
  const possible = possibleActions(payment);
  const resolving = { payment, command, stamp };
  const changed = possible.includes(action) ? resolve(state, request, resolving) : undefined;
  if (changed === undefined) {
    const { status, review } = payment;
    const about = { paymentId, action, status, isInReview: review !== undefined, possible };
    return reject({ reason: "RESOLVE_NOT_ALLOWED", ...about });
  }
  return { kind: "done", subject: changed.payment, seq: changed.seq, replayed: false };
}

interface Resolving {
  readonly payment: Payment;
  readonly command: ResolvePayment;
  readonly stamp: Stamp;
}

function resolve(state: BatchState, request: Request, resolving: Resolving): Changed | undefined {
  switch (resolving.command.action) {
    case "ask_again":
      return askAgain(state, request, resolving);
    case "dismiss":
      return dismiss(state, request, resolving);
    case "mark_charged":
    case "mark_not_charged":
      return giveVerdict(state, request, resolving);
    case "refund_captured":
      return refundCaptured(state, request, resolving);
    default:
      return unreachable(resolving.command.action);
  }
}

function askAgain(state: BatchState, request: Request, resolving: Resolving): Changed {
  const { payment, command, stamp } = resolving;
  const attempts = openAttempt(payment) === undefined ? retried(payment, stamp) : payment.attempts;
  const changes: PaymentChanges = {
    attempts,
    nextStepAtMs: stamp.nowMs,
    resolveByMs: resolveByMs(payment, stamp),
    review: undefined,
  };
  const at = { atMs: stamp.nowMs, cause: command.reason };
  return changePayment(state, request, payment, changes, { kind: "payment.asked_again", ...at });
}

function retried(payment: Payment, stamp: Stamp): readonly Attempt[] {
  return repeatRefund(payment, present(toRepeat(payment), "the refund that was given up"), stamp);
}

function dismiss(state: BatchState, request: Request, resolving: Resolving): Changed {
  const { payment, command, stamp } = resolving;
  const changes = { review: undefined, resolveByMs: resolveByMs(payment, stamp) };
  const at = { atMs: stamp.nowMs, cause: command.reason };
  return changePayment(state, request, payment, changes, { kind: "payment.review_closed", ...at });
}

/** What a charge took beyond what was noted down of it goes back, by a payment of its own; once, for the channel has one charge. */
function refundCaptured(
  state: BatchState,
  request: Request,
  { payment, command, stamp }: Resolving,
): Changed | undefined {
  const { reason: cause } = command;
  const beyond = takenBeyond(payment, command);
  if (beyond === undefined) return undefined;
  const { attempt, amountMinor } = beyond;
  const verdict = { code: "refunded_as_captured", by: request.actor, said: cause } as const;
  const detail = tell(verdict, detailMaxLength);
  const late = { paymentId: stamp.newId(), amountMinor };
  const changes: PaymentChanges = {
    attempts: changeAttempt(payment.attempts, attempt.attemptId, { detail, late }),
    ...(payment.review && { review: undefined, resolveByMs: resolveByMs(payment, stamp) }),
  };
  const move = { kind: "payment.review_closed", atMs: stamp.nowMs, cause } as const;
  const noted = changePayment(state, request, payment, changes, move);
  const { providerReference: reference } = attempt;
  const heard = { kind: "moved", amountMinor, reference, detail } as const;
  const recording = { payment, attempt, heard, stamp, nextStepAtMs: stamp.nowMs, cause };
  refundLate(state, request, recording, late.paymentId);
  return noted;
}

/** The charge that a command is about, and what it took beyond what is known of it; undefined when there is nothing like that. */
function takenBeyond({ attempts, amount }: Payment, { captured }: ResolvePayment) {
  const attempt = attempts.find(({ attemptId }) => attemptId === captured?.attemptId);
  if (attempt === undefined || captured?.amount.currencyCode !== amount.currencyCode)
    return undefined;
  const amountMinor = captured.amount.minorUnits - knownMinor(attempt);
  return isCorrectable(attempt) && amountMinor > 0n ? { attempt, amountMinor } : undefined;
}

/** What is out comes back to review when its time runs out again. */
function resolveByMs(payment: Payment, stamp: Stamp): number | undefined {
  const status = openAttempt(payment)?.status;
  const isOut = status === "sent" || status === "unknown";
  return isOut ? stamp.nowMs + stamp.payments.resolveMs : undefined;
}

function giveVerdict(
  state: BatchState,
  request: Request,
  { payment, command, stamp }: Resolving,
): Changed {
  const attempt = present(openAttempt(payment), "the charge that is out");
  const charged = command.action === "mark_charged";
  const code = charged ? "marked_charged" : "marked_not_charged";
  const detail = tell({ code, by: request.actor, said: command.reason }, detailMaxLength);
  const said = {
    payment: { ...payment, review: undefined },
    attempt,
    stamp,
    cause: command.reason,
    nextStepAtMs: stamp.nowMs,
  };
  if (charged) {
    const { amountMinor, providerReference: reference } = attempt;
    const heard = { kind: "moved", amountMinor, reference, detail } as const;
    // Of all charges that succeeded this one alone did so without its channel's word.
    lookLater(state, attempt, stamp);
    return takeCharge(state, request, { ...said, heard });
  }
  const recording = { ...said, heard: { kind: "not_sent", detail } as const };
  const ended = endWithoutMoney(state, recording);
  return failCharge(state, request, { ...recording, ended, forGood: true });
}
