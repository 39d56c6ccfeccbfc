import type { ResolveAction } from "../commands/payment-command.ts";
import { isDeclined } from "./attempts.ts";
import { mayTurnUpLate, openAttempt, refundableMinor } from "./payment.ts";
import type { Attempt, Payment } from "./payment.ts";

/** What a person can decide about a payment as it stands, the harmless first. */
export function possibleActions(payment: Payment): readonly ResolveAction[] {
  return actions.filter((action) => isPossible(payment, action));
}

const actions = [
  "ask_again",
  "dismiss",
  "mark_charged",
  "mark_not_charged",
  "refund_captured",
] as const satisfies readonly ResolveAction[];

/** What the refund that was declined, and is not tried any more by itself, is to give back in one more try; none when there is no such refund. */
export function toRepeat(payment: Payment): Repeated | undefined {
  const last = payment.attempts.at(-1);
  if (last?.kind !== "refund" || !isDeclined(last.status)) return undefined;
  const left = refundableMinor(payment);
  const wanted = last.amountMinor - last.coveredMinor;
  const amountMinor = payment.status === "refund_due" || wanted > left ? left : wanted;
  return amountMinor > 0n ? { last, amountMinor } : undefined;
}

/** A refund, and what one more try of it is to give back. */
export interface Repeated {
  readonly last: Attempt;
  readonly amountMinor: bigint;
}

/**
 * True for a charge of which it can be said, once, that its channel took more than is noted down. Of money that came late a payment knows
 * its own sum alone: the one it was charged for knows all.
 */
export function isCorrectable(attempt: Attempt): boolean {
  return mayTurnUpLate(attempt) && attempt.late === undefined && attempt.firstPaymentId === "";
}

function isPossible(payment: Payment, action: ResolveAction): boolean {
  const open = openAttempt(payment);
  const isInReview = payment.review !== undefined;
  switch (action) {
    case "ask_again":
      return open !== undefined || toRepeat(payment) !== undefined;
    case "dismiss":
      return isInReview;
    case "mark_charged":
    case "mark_not_charged":
      return isInReview && open?.kind === "charge" && open.status === "unknown";
    case "refund_captured":
      return payment.attempts.some(isCorrectable);
    default:
      return action satisfies never;
  }
}
