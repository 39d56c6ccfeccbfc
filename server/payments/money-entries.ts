import { captureOf, underWayMinor } from "./payment.ts";
import type { Payment } from "./payment.ts";

/** One side of a booking. Those of one event sum to zero in their currency. */
export interface MoneyEntry {
  /** The event it belongs to. */
  readonly seq: number;
  /** From 1, within the event. */
  readonly entryNo: number;
  /** Of the payment. */
  readonly createdSeq: number;
  /** "channel:NAME" has what a channel holds for us, "sales" (negative) what was earned, "refunds_due" (negative) what we owe. */
  readonly account: string;
  readonly currencyCode: string;
  /** Signed, not 0. */
  readonly amountMinor: bigint;
}

export const salesAccount = "sales";
export const refundsDueAccount = "refunds_due";

/** What has to go back and has not: all that is left of a payment that is to be refunded whole, else what refunds under way will move. */
export function owedMinor(payment: Payment): bigint {
  return payment.status === "refund_due"
    ? payment.capturedMinor - payment.refundedMinor
    : underWayMinor(payment);
}

/**
 * The bookings of one change of a payment: what a channel took or gave back, what became owed or was paid off, and against both what was
 * earned.
 */
export function moneyEntries(before: Payment, after: Payment, seq: number): readonly MoneyEntry[] {
  const { createdSeq } = after;
  const { currencyCode } = after.amount;
  const inChannel = kept(after) - kept(before);
  const owed = owedMinor(after) - owedMinor(before);
  const channel = `channel:${captureOf(after)?.channel ?? ""}`;
  const amounts: readonly (readonly [account: string, amountMinor: bigint])[] = [
    [channel, inChannel],
    [refundsDueAccount, -owed],
    [salesAccount, owed - inChannel],
  ];
  return amounts
    .filter(([, amountMinor]) => amountMinor !== 0n)
    .map(([account, amountMinor], index) => {
      return { seq, entryNo: index + 1, createdSeq, account, currencyCode, amountMinor };
    });
}

function kept({ capturedMinor, refundedMinor }: Payment): bigint {
  return capturedMinor - refundedMinor;
}
