import { AttemptKind, AttemptStatus } from "#gen/sluice/payments/v1/payment_pb.ts";
import type { Attempt, Payment } from "#gen/sluice/payments/v1/payment_pb.ts";
import { isOpen } from "./payment-left.ts";

/**
 * The charges of which it can be said that their channel took more than was noted down: they were sent, have an end, and nothing was said
 * of them yet. As the server allows it, which has the last word.
 */
export function correctableCharges(payment: Payment): readonly Attempt[] {
  return payment.attempts.filter(isCorrectable);
}

function isCorrectable(attempt: Attempt): boolean {
  const { kind, status, sentAt, latePaymentId, firstPaymentId } = attempt;
  const ended = kind === AttemptKind.CHARGE && !isOpen(status);
  return ended && sentAt !== undefined && latePaymentId === "" && firstPaymentId === "";
}

/** What is noted down of such a charge, in minor units: that its channel took more is what is to be said. */
export function notedMinor({ status, amount }: Pick<Attempt, "status" | "amount">): bigint {
  return status === AttemptStatus.SUCCEEDED ? (amount?.minorUnits ?? 0n) : 0n;
}

/** The charge that is meant where nobody has said: the only one, or the only one that the review names; undefined where it has to be chosen. */
export function likelyCharge(
  charges: readonly Attempt[],
  { reviewReason, reviewNotes }: Pick<Payment, "reviewReason" | "reviewNotes">,
): Attempt | undefined {
  if (charges.length === 1) return charges[0];
  // A review from before there were notes names it in its words alone.
  const [named, another] = charges.filter(
    ({ attemptId }) =>
      reviewNotes.some((note) => note.attemptId === attemptId) || reviewReason.includes(attemptId),
  );
  return another === undefined ? named : undefined;
}
