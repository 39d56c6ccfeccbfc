import { reasonMaxLength } from "../orders/order.ts";
import type { Payment, Review } from "./payment.ts";

/** Why a payment is in review whose attempt has had no end in time. The review ends by itself with the attempt. */
export const unresolvedReason = "The channel has not said in time what became of it";

/** The review after one more reason; what it was about before stays. */
export function reviewFor(payment: Payment, reason: string, nowMs: number): Review {
  const { review } = payment;
  if (review === undefined || review.reason === unresolvedReason) {
    return { reason: reason.slice(0, reasonMaxLength).toWellFormed(), sinceMs: nowMs };
  }
  if (review.reason.includes(reason)) return review;
  const both = `${review.reason}; ${reason}`.slice(0, reasonMaxLength).toWellFormed();
  return { reason: both, sinceMs: review.sinceMs };
}

/** The review once the attempt it may have been about has an end. */
export function reviewResolved({ review }: Payment): Review | undefined {
  return review?.reason === unresolvedReason ? undefined : review;
}
