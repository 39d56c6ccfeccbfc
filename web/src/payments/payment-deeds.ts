import type { Payment } from "#gen/sluice/payments/v1/payment_pb.ts";
import { isRefundable } from "./payment-left.ts";
import { correctableCharges } from "./refund-captured.ts";
import { legalResolves, resolveKeys } from "./resolve-actions.ts";
import type { ResolveName } from "./resolve-actions.ts";

/** What somebody can do about a payment from the console. */
export type PaymentDeed = ResolveName | "refund" | "refund_captured";

/** The key that asks for a deed, where it has one. */
export const deedKeys: Readonly<Partial<Record<PaymentDeed, string>>> = {
  ...resolveKeys,
  refund: "r",
};

/** The deeds that a payment takes now. */
export function legalDeeds(payment: Payment): readonly PaymentDeed[] {
  return [...(isRefundable(payment) ? (["refund"] as const) : []), ...decisions(payment)];
}

/** What can be decided about a payment now, the rarest last. */
export function decisions(payment: Payment): readonly PaymentDeed[] {
  const correctable = correctableCharges(payment).length > 0;
  return [...legalResolves(payment), ...(correctable ? (["refund_captured"] as const) : [])];
}

/** The deeds to offer where the payment is not what the page is about: any charge that has ended may be corrected, and hardly one is. */
export function likelyDeeds(payment: Payment): readonly PaymentDeed[] {
  return legalDeeds(payment).filter((deed) => deed !== "refund_captured" || payment.needsReview);
}
