import { AttemptKind, AttemptStatus } from "#gen/sluice/payments/v1/payment_pb.ts";
import type { Attempt, Payment } from "#gen/sluice/payments/v1/payment_pb.ts";
import { millisecondsOf } from "../ui/time-text.ts";
import { isOpen } from "./payment-left.ts";

/**
 * The charges of which it can be said that their channel took more than was noted down: they were sent, have an end, and nothing was said
 * of them yet. As the server allows it, which has the last word, but for one: late money is a payment with the same charge, and what
 * the channel's records show of that is noted down in two places. So it is said of the first alone, where all of it can be counted.
 */
export function correctableCharges(payment: Payment): readonly Attempt[] {
  return beganLate(payment) ? [] : payment.attempts.filter(isCorrectable);
}

function isCorrectable({ kind, status, sentAt, latePaymentId }: Attempt): boolean {
  const ended = kind === AttemptKind.CHARGE && !isOpen(status);
  return ended && sentAt !== undefined && latePaymentId === "";
}

/** What is noted down of such a charge, in minor units: that its channel took more is what is to be said. */
export function notedMinor({ status, amount }: Pick<Attempt, "status" | "amount">): bigint {
  return status === AttemptStatus.SUCCEEDED ? (amount?.minorUnits ?? 0n) : 0n;
}

/** The charge that is meant where nobody has said: the only one, or the only one that the review names; undefined where it has to be chosen. */
export function likelyCharge(
  charges: readonly Attempt[],
  { reviewReason }: Pick<Payment, "reviewReason">,
): Attempt | undefined {
  if (charges.length === 1) return charges[0];
  const [named, another] = charges.filter(({ attemptId }) => reviewReason.includes(attemptId));
  return another === undefined ? named : undefined;
}

/** True for a payment of money that came late: it begins with a charge that was made before it. */
export function beganLate({ attempts, createdAt }: Pick<Payment, "attempts" | "createdAt">) {
  const madeMs = millisecondsOf(attempts[0]?.createdAt);
  const begunMs = millisecondsOf(createdAt);
  return madeMs !== undefined && begunMs !== undefined && madeMs < begunMs;
}

/** The payment whose charge took late money, among those of the same order. */
export function originOf(paymentId: string, payments: readonly Payment[]): Payment | undefined {
  return payments.find(({ attempts }) =>
    attempts.some(({ latePaymentId }) => latePaymentId === paymentId),
  );
}
