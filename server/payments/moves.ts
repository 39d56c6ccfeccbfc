import type { AttemptStatus, PaymentStatus } from "./payment.ts";

/**
 * Which states a payment may go to from each. A channel that charges in one step authorises and captures at once: two events in
 * one commit. All that is left is given back by way of "refund_due"; a part of it leaves no trace in the status until it is back. Only a
 * channel that gives back more than it was asked for takes a payment from "captured" to "refunded" at once.
 */
export const paymentMoves: Readonly<Record<PaymentStatus, readonly PaymentStatus[]>> = {
  pending: ["authorized", "failed"],
  authorized: ["captured", "failed", "voided"],
  captured: ["partially_refunded", "refunded", "refund_due"],
  partially_refunded: ["refunded", "refund_due"],
  refund_due: ["refunded"],
  refunded: [],
  failed: [],
  voided: [],
};

/**
 * Which states an attempt may go to from each. "sent" is written down before the first byte leaves, so it goes to "not_sent" too:
 * when no byte did (no connection, breaker open), or when the channel has never seen it and will refuse it for ever.
 * What has ended stays as it is, whatever a channel says later.
 */
export const attemptMoves: Readonly<Record<AttemptStatus, readonly AttemptStatus[]>> = {
  created: ["sent", "not_sent"],
  sent: ["succeeded", "declined_soft", "declined_hard", "unknown", "not_sent"],
  unknown: ["succeeded", "declined_soft", "declined_hard", "not_sent"],
  succeeded: [],
  declined_soft: [],
  declined_hard: [],
  not_sent: [],
};
