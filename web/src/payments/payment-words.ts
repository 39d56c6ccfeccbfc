import { defineWords } from "../words/define-words.ts";
import { plural } from "../words/plural.ts";
import type { Counted } from "../words/plural.ts";

const en = {
  payment: "payment",
  /** By the name of the status in the contract; in rows and as choices of filters. */
  statuses: {
    UNSPECIFIED: "Unknown",
    NONE: "Not begun",
    PENDING: "On its way",
    AUTHORIZED: "Authorized",
    CAPTURED: "Captured",
    PARTIALLY_REFUNDED: "Partly refunded",
    REFUNDED: "Refunded",
    FAILED: "Failed",
    VOIDED: "Voided",
    REFUND_DUE: "Refund due",
  },
  needsReview: "Needs review",
  attempts: {
    title: "Attempts",
    none: "No channel was asked: there was nothing to pay.",
    kinds: { UNSPECIFIED: "Unknown", CHARGE: "Charge", REFUND: "Refund" },
    due: "Owed",
    statuses: {
      UNSPECIFIED: "Unknown",
      CREATED: "Waits for a channel",
      SENT: "Sent, no answer yet",
      SUCCEEDED: "Done",
      DECLINED_SOFT: "Declined for now",
      DECLINED_HARD: "Declined for good",
      UNKNOWN: "Outcome unknown",
      NOT_SENT: "Not sent",
    },
    /** What a state means for the money: nobody should have to guess. */
    meaning: {
      CREATED: "Nothing has left yet.",
      SENT: "It may have taken effect. No other channel is tried until its end is known.",
      UNKNOWN: "It may have taken effect. Its channel is asked; no other is tried.",
      NOT_SENT: "It never reached a channel, nor will: nothing moved.",
    },
    /** A charge that took money after it had ended without, or with less; a refund that gave some back after it had ended without. */
    late: {
      back: (channel: string, amount: string) =>
        `${channel} gave ${amount} back after all. It counts as refunded.`,
      afterAll: (channel: string, amount: string) =>
        `${channel} took ${amount} after all. The money is a payment of its own:`,
      more: (channel: string, amount: string) =>
        `${channel} took ${amount} more than it had said. That is a payment of its own:`,
      payment: (id: string) => `payment ${id}`,
    },
    channel: "Channel",
    reference: "Reference",
    made: "Made",
    sent: "Sent",
    ended: "Ended",
    after: (duration: string) => `after ${duration}`,
    asked: (times: Counted) => `Asked ${plural(times, "time", "times")}`,
    reason: (reason: string) => `Reason: ${reason}`,
    id: "attempt",
  },
  next: {
    label: "Next step",
    due: "now",
    review: "Goes to review in",
  },
};

export type PaymentWords = typeof en;

/** Payments and their attempts, wherever they are shown. */
export const paymentWords = defineWords("payments", {
  en,
  zh: () => import("./payment-words.zh.ts"),
});
