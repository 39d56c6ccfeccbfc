import type { Money } from "../core/money.ts";
import type { Note } from "../notes/note.ts";
import type { Told } from "../notes/told.ts";
import type { PaymentStatus as OrderPaymentStatus } from "../orders/order.ts";

/** Where a payment stands: as an order shows it, but that a payment is never "none". */
export type PaymentStatus = Exclude<OrderPaymentStatus, "none">;

export type AttemptKind = "charge" | "refund";

/** "created", "sent" and "unknown" are open; the others are its end. */
export type AttemptStatus =
  | "created"
  | "sent"
  | "succeeded"
  | "declined_soft"
  | "declined_hard"
  | "unknown"
  | "not_sent";

/** One call to one channel, to move money once. */
export interface Attempt {
  /** UUIDv7: the key under which the channel knows it. */
  readonly attemptId: string;
  readonly kind: AttemptKind;
  /** Empty until it is sent; of a refund the one that has the money, from the beginning. */
  readonly channel: string;
  readonly status: AttemptStatus;
  /** To be moved; once it succeeded, what was. */
  readonly amountMinor: bigint;
  /** The channel's own name for it; empty until it gave one. */
  readonly providerReference: string;
  /** What was last heard of it, at most detailMaxLength characters. */
  readonly detail: Told;
  /** How many times the channel was asked what became of it. */
  readonly askedCount: number;
  readonly createdAtMs: number;
  readonly sentAtMs: number | undefined;
  readonly endedAtMs: number | undefined;
  /** Of a refund: why, at most reasonMaxLength characters. Empty for a charge. */
  readonly reason: Told;
  /** Of a refund: owed, not asked for by a person. */
  readonly due: boolean;
  /** Money that moved after another end had been noted down: of a charge what it took, of a refund what it gave back. */
  readonly late: LateMoney | undefined;
  /** Of a charge whose money came late: the payment it was made for, where all that is known of it is. Empty otherwise. */
  readonly firstPaymentId: string;
  /** Of a refund that is one more try: the attempt before it, which had ended without money, or with less. Empty otherwise. */
  readonly repeats: string;
  /** Of a refund that has left: what it, or an earlier try of it, gave back after an end without money. By so much less is it tried again. */
  readonly coveredMinor: bigint;
}

/** Money that moved late. */
export interface LateMoney {
  /**
   * The payment that has it in its sums: of a charge one of its own, for the first had gone on without it; of a refund the one that it gave
   * back from.
   */
  readonly paymentId: string;
  readonly amountMinor: bigint;
}

/** Why somebody should look at a payment. Orthogonal to its status, as Order.onHold is. */
export interface Review {
  /** All that is to be looked at, the first first, at most reviewNotesMax. None in a review from before there were notes. */
  readonly notes: readonly Note[];
  /** The same in English: 1 to reasonMaxLength characters. */
  readonly reason: string;
  readonly sinceMs: number;
}

/** One payment of an order at one version. */
export interface Payment {
  /** UUIDv7. */
  readonly paymentId: string;
  /** Seq of the payment.created event: payments sort by it. */
  readonly createdSeq: number;
  readonly orderId: string;
  /** Of the order. */
  readonly placedSeq: number;
  readonly userId: string;
  /** The total of the order. */
  readonly amount: Money;
  readonly status: PaymentStatus;
  /** What the channel has taken. */
  readonly capturedMinor: bigint;
  readonly refundedMinor: bigint;
  /** Stands for the card at the provider. Kept in the row alone: empty in a payment that is read back from the log. */
  readonly cardToken: string;
  /** See cardTailOf: all that is shown of the token. */
  readonly cardTail: string;
  /** Oldest first, at most attemptsMax. */
  readonly attempts: readonly Attempt[];
  /** When the worker has something to do; undefined when nothing is left. */
  readonly nextStepAtMs: number | undefined;
  /** When an attempt that is out goes to review; undefined when none is, and once it has gone. */
  readonly resolveByMs: number | undefined;
  readonly review: Review | undefined;
  /** Counts transitions, from 1, without gaps. */
  readonly version: number;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
}

export const cardTokenMaxLength = 200;
/** Past this the oldest attempts that moved nothing are left out: the log has them. */
export const attemptsMax = 40;
/** Most refunds of one payment that were done or are open. */
export const refundsMax = 20;
/** The same where units of the order are given back one by one: what is owed goes past what people may ask for. */
export const dueRefundsMax = 30;
export const detailMaxLength = 200;
/** Past this the attempts alone have what there is to look at. */
export const reviewNotesMax = 8;
export const providerReferenceMaxLength = 100;

/** The end of a token that may be shown; of a short one nothing, for that would be most of it. */
export function cardTailOf(cardToken: string): string {
  return cardToken.length < 8 ? "" : cardToken.slice(-4);
}

/** The attempt to see to next: the first that has no end. A later one waits for it. */
export function openAttempt(payment: Pick<Payment, "attempts">): Attempt | undefined {
  return payment.attempts.find(({ status }) => isOpen(status));
}

/** True while the end of an attempt is not known. */
export function isOpen(status: AttemptStatus): boolean {
  return status === "created" || status === "sent" || status === "unknown";
}

/** The charge that has taken the money; undefined before that, and when nothing was to be paid. */
export function captureOf(payment: Pick<Payment, "attempts">): Attempt | undefined {
  return payment.attempts.find(({ kind, status }) => kind === "charge" && status === "succeeded");
}

/** True for a charge that has an end and did go to a channel: of such a one a channel may still say something. */
export function mayTurnUpLate({ kind, status, sentAtMs }: Attempt): boolean {
  return kind === "charge" && !isOpen(status) && sentAtMs !== undefined;
}

/** What an attempt is known to have moved: by itself, and after all. */
export function knownMinor({ status, amountMinor, late }: Attempt): bigint {
  return (status === "succeeded" ? amountMinor : 0n) + (late?.amountMinor ?? 0n);
}

/** What refunds have given back by the word of their channel. Past what was taken only a channel that pays out too much gets. */
export function givenBackMinor({ attempts }: Pick<Payment, "attempts">): bigint {
  let sum = 0n;
  for (const attempt of attempts) if (attempt.kind === "refund") sum += knownMinor(attempt);
  return sum;
}

/** What refunds that are open will give back, in minor units. */
export function underWayMinor(payment: Pick<Payment, "attempts">): bigint {
  let sum = 0n;
  for (const { kind, status, amountMinor, coveredMinor } of payment.attempts) {
    if (kind === "refund" && isOpen(status) && amountMinor > coveredMinor)
      sum += amountMinor - coveredMinor;
  }
  return sum;
}

/** What may still be given back: captured, not refunded, not on its way. */
export function refundableMinor(payment: Payment): bigint {
  const left = payment.capturedMinor - payment.refundedMinor - underWayMinor(payment);
  // Below zero when a channel gave back more than it was asked for.
  return left > 0n ? left : 0n;
}
