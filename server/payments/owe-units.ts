import type { Problem } from "../commands/problem.ts";
import { refundCount } from "./attempts.ts";
import { dueRefundsMax, refundableMinor } from "./payment.ts";
import type { Payment } from "./payment.ts";

/**
 * What is owed for units that were called off or came back: their price, as far as it was not given back otherwise already; for the
 * last of them all that is left.
 */
export function owedForUnits(
  payment: Payment,
  units: { readonly priceMinor: bigint; readonly areLast: boolean },
): bigint {
  const left = refundableMinor(payment);
  return units.areLast || units.priceMinor > left ? left : units.priceMinor;
}

/**
 * Why no more units can be given back one by one: each refund is a row that the payment keeps. One that waits takes the amount in, and
 * the last units of an order always can.
 */
export function obstacleToOwing(payment: Payment, amountMinor: bigint): Problem | undefined {
  const { paymentId, attempts } = payment;
  const waits = attempts.some(
    ({ kind, status, due }) => kind === "refund" && status === "created" && due,
  );
  if (amountMinor === 0n || waits || refundCount(payment) < dueRefundsMax) return undefined;
  return { reason: "TOO_MANY_REFUNDS", paymentId, limit: dueRefundsMax };
}
