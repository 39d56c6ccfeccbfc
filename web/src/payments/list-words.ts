import { defineWords } from "../words/define-words.ts";

const en = {
  title: "Payments",
  subtitle: "Every payment, the newest first, as it stands now.",
  noun: "payments",
  loading: "Reading payments",
  find: {
    label: "Find a payment",
    placeholder: "Id of a payment, an order or a user",
    notId: "An id has 32 hexadecimal digits in five groups.",
    nobody: "There is no payment with this id, nor one of an order or a user with it.",
    looking: "Looking",
  },
  groups: {
    label: "Status",
    all: "All",
    open: "On their way",
    captured: "Captured",
    refunds: "Refunds",
    failed: "Failed",
  },
  filters: {
    label: "Filters",
    review: "Needs review",
    order: (id: string) => `Order ${id}`,
    user: (id: string) => `User ${id}`,
    status: (name: string) => `Status ${name}`,
    noReview: "Needs no review",
    remove: (filter: string) => `Remove the filter: ${filter}`,
    clear: "Clear all",
    ignored: (parts: string) => `Left out, because it means nothing: ${parts}`,
  },
  columns: {
    begun: "Begun",
    payment: "Payment",
    status: "Status",
    channel: "Channel",
    attempts: "Attempts",
    order: "Order",
    amount: "Amount",
    refunded: "Refunded",
  },
  order: "order",
  empty: {
    title: "No payment yet.",
    text: "Payments appear here once an order is paid: from its page, or by PayOrder of the API.",
    orders: "Orders that wait to be paid",
    none: "No payment matches these filters.",
    noneText: "Take one of them away to see more.",
    shortPage: "Nothing on this page; the search goes on with the next one.",
    end: "There are no more payments.",
  },
};

export type PaymentListWords = typeof en;

/** The list of payments. */
export const listWords = defineWords("list of payments", {
  en,
  zh: () => import("./list-words.zh.ts"),
});
