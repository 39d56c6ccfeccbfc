import { isDeclined, isRefundDone } from "./attempts.ts";
import { owedMinor } from "./money-entries.ts";
import type { Payment } from "./payment.ts";

/**
 * Since when money of a payment has been owed to the buyer: since the first refund that was begun after the last one that was done.
 * Undefined when none is owed. A part that was given up is owed until somebody has seen to it.
 */
export function owedSinceMs(payment: Payment): number | undefined {
  const refunds = payment.attempts.filter(({ kind }) => kind === "refund");
  const last = refunds.at(-1);
  if (last === undefined) return undefined;
  const isLeft = isDeclined(last.status) && last.coveredMinor < last.amountMinor;
  const isGivenUp = isLeft && payment.review !== undefined;
  if (owedMinor(payment) === 0n && !isGivenUp) return undefined;
  const lastDone = refunds.findLastIndex(isRefundDone);
  return (refunds[lastDone + 1] ?? last).createdAtMs;
}
