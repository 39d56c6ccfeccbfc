import { defineWords } from "../words/define-words.ts";

const en = {
  title: "Stuck orders",
  subtitle: "What has stood in something for longer than it should, the longest first.",
  looked: (age: string, every: string) => `As of ${age}; looked for again every ${every}.`,
  noun: "stuck orders",
  loading: "Looking for stuck orders",
  label: "Stuck orders",
  reasons: {
    UNSPECIFIED: "Stuck",
    PAYING: "Payment has no end",
    PAYMENT_REVIEW: "Payment in review",
    PAID: "Paid, nothing sent",
    FULFILLING: "Sent in part",
    REFUND_DUE: "Refund not done",
    ON_HOLD: "On hold",
  },
  all: "All",
  filters: "What it stands in",
  order: (id: string) => `Order ${id}`,
  since: (duration: string, limit: string) => `for ${duration}, expected within ${limit}`,
  safe: "The one safe action",
  actions: {
    UNSPECIFIED: "",
    ASK_AGAIN: "Ask the channel again",
    FULFIL: "Send what is left",
    CANCEL: "Call it off",
    RELEASE: "Release it",
  },
  why: {
    UNSPECIFIED: "This page knows no safe action for it.",
    ASK_AGAIN: "Asking moves no money twice.",
    FULFIL: "It is paid: what is left can go.",
    CANCEL: "Its money goes back: nothing more of it may be sent.",
    RELEASE: "Once what it was held back for is settled.",
  },
  gone: "This payment could not be read",
  empty: {
    title: "No order is stuck.",
    text: "An order comes here when it has been paying, in review, waiting to be sent, owed a refund or on hold for longer than the settings say.",
    none: "No order is stuck in this.",
    shortPage: "Nothing on this page; the search goes on with the next one.",
  },
};

export type StuckWords = typeof en;

/** The list of stuck orders. */
export const stuckWords = defineWords("stuck orders", {
  en,
  zh: () => import("./stuck-words.zh.ts"),
});
