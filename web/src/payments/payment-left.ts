import { PaymentStatus } from "#gen/sluice/orders/v1/order_pb.ts";
import { AttemptKind, AttemptStatus } from "#gen/sluice/payments/v1/payment_pb.ts";
import type { Attempt, Payment } from "#gen/sluice/payments/v1/payment_pb.ts";

/** The sums of a payment, in minor units of its currency. */
export interface PaymentLeft {
  /** What refunds that have no end yet will give back. */
  readonly underWay: bigint;
  /** What may still be given back: captured, not refunded, not on its way. */
  readonly left: bigint;
}

/** What of a payment can still be given back. As the server counts it, which has the last word. */
export function paymentLeft({ captured, refunded, attempts }: Payment): PaymentLeft {
  let underWay = 0n;
  for (const { kind, status, amount } of attempts) {
    if (kind === AttemptKind.REFUND && isOpen(status)) underWay += amount?.minorUnits ?? 0n;
  }
  return { underWay, left: (captured?.minorUnits ?? 0n) - (refunded?.minorUnits ?? 0n) - underWay };
}

/** True when a refund can be asked for now: money was taken, some of it is left, and no other refund is open. */
export function isRefundable(payment: Payment): boolean {
  const { underWay, left } = paymentLeft(payment);
  const taken =
    payment.status === PaymentStatus.CAPTURED ||
    payment.status === PaymentStatus.PARTIALLY_REFUNDED;
  return taken && underWay === 0n && left > 0n;
}

/** The attempt whose end is not known: the first, for a later one waits for it. */
export function openAttempt({ attempts }: Pick<Payment, "attempts">): Attempt | undefined {
  return attempts.find(({ status }) => isOpen(status));
}

/** True while the end of an attempt is not known. */
export function isOpen(status: AttemptStatus): boolean {
  return (
    status === AttemptStatus.CREATED ||
    status === AttemptStatus.SENT ||
    status === AttemptStatus.UNKNOWN
  );
}

/** True for a charge that no channel has taken yet, though it was tried: the payment waits. */
export function waitsForChannel(payment: Payment): boolean {
  const attempt = openAttempt(payment);
  if (attempt?.status !== AttemptStatus.CREATED) return false;
  const triedBefore = payment.attempts.some(
    ({ kind, status }) => kind === attempt.kind && status === AttemptStatus.NOT_SENT,
  );
  return attempt.detail !== "" || triedBefore;
}
