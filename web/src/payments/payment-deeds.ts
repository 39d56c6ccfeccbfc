import type { Payment } from "#gen/sluice/payments/v1/payment_pb.ts";
import { isRefundable } from "./payment-left.ts";
import { legalResolves, resolveKeys } from "./resolve-actions.ts";
import type { ResolveName } from "./resolve-actions.ts";

/** What somebody can do about a payment from the console. */
export type PaymentDeed = ResolveName | "refund";

/** The key that asks for a deed, where it has one. */
export const deedKeys: Readonly<Partial<Record<PaymentDeed, string>>> = {
  ...resolveKeys,
  refund: "r",
};

/** The deeds that a payment takes now. */
export function legalDeeds(payment: Payment): readonly PaymentDeed[] {
  return [...(isRefundable(payment) ? (["refund"] as const) : []), ...legalResolves(payment)];
}
