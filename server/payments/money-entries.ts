import { captureOf, givenBackMinor, underWayMinor } from "./payment.ts";
import type { Payment } from "./payment.ts";

/** One side of a booking. Those of one event sum to zero in their currency. */
export interface MoneyEntry {
  /** The event it belongs to. */
  readonly seq: number;
  /** From 1, within the event. */
  readonly entryNo: number;
  /** Of the payment. */
  readonly createdSeq: number;
  /**
   * "channel:NAME" has what a channel holds for us, "sales" (negative) what was earned, "refunds_due" (negative) what we owe, and
   * "paid_beyond" what a channel gave back beyond what it had taken: it is lost, or somebody gets it back.
   */
  readonly account: string;
  readonly currencyCode: string;
  /** Signed, not 0. */
  readonly amountMinor: bigint;
}

export const salesAccount = "sales";
export const refundsDueAccount = "refunds_due";
export const paidBeyondAccount = "paid_beyond";

/**
 * What has to go back and has not: all that is left of a payment that is to be refunded whole, else what refunds under way will move. One
 * whose money has gone back already may be on its way still.
 */
export function owedMinor(payment: Payment): bigint {
  const left = kept(payment);
  const underWay = underWayMinor(payment);
  return payment.status === "refund_due" || underWay > left ? left : underWay;
}

/** What its channel has given back beyond what it had taken: the same money twice, after it had said that it had not. */
export function paidBeyondMinor(payment: Payment): bigint {
  const beyond = givenBackMinor(payment) - payment.refundedMinor;
  return beyond > 0n ? beyond : 0n;
}

/**
 * The bookings of one change of a payment: what a channel took or gave back, what became owed or was paid off, and against both what was
 * earned.
 */
export function moneyEntries(before: Payment, after: Payment, seq: number): readonly MoneyEntry[] {
  const { createdSeq } = after;
  const { currencyCode } = after.amount;
  const keptMore = kept(after) - kept(before);
  const owed = owedMinor(after) - owedMinor(before);
  const beyond = paidBeyondMinor(after) - paidBeyondMinor(before);
  const channel = `channel:${captureOf(after)?.channel ?? ""}`;
  const amounts: readonly (readonly [account: string, amountMinor: bigint])[] = [
    [channel, keptMore - beyond],
    [refundsDueAccount, -owed],
    [salesAccount, owed - keptMore],
    [paidBeyondAccount, beyond],
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
