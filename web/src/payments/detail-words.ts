import { defineWords } from "../words/define-words.ts";

const en = {
  noun: "payment",
  loading: "Reading the payment",
  title: (id: string) => `Payment ${id}`,
  back: "Payments",
  keys: "This payment",
  refund: "Refund",
  refundCaptured: "Refund what was taken",
  facts: {
    label: "At a glance",
    amount: "Amount",
    captured: "Captured",
    refunded: "Refunded",
    left: "Can be refunded",
    underWay: (amount: string) => `${amount} on its way back`,
    card: "Card",
    cardTail: (tail: string) => `ends in ${tail}`,
    noCard: "token too short to show its end",
    order: "Order",
    begun: "Begun",
    changed: "Last change",
    version: (digits: string) => `version ${digits}`,
  },
  review: {
    title: "Needs review",
    since: (time: string, age: string) => `Since ${time}, ${age}`,
  },
  late: {
    text: (channel: string) =>
      `Money that came late: ${channel} took it by a charge that had ended otherwise.`,
    origin: (id: string) => `The charge is of payment ${id}`,
  },
  waits: {
    title: "Waits for a channel",
    text: "No channel takes it now. It is tried again by itself; nothing has left yet.",
    channels: "See the channels",
  },
  unknown: {
    title: "No payment has this id",
    text: "It may have been cut, or be from another server.",
    notId: "This is not a payment’s id",
    search: "Look among all payments",
  },
};

export type PaymentDetailWords = typeof en;

/** The page of one payment. */
export const detailWords = defineWords("payment", { en, zh: () => import("./detail-words.zh.ts") });
