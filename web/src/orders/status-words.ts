import { defineWords } from "../words/define-words.ts";

const en = {
  /** By the name of the status in the contract; in rows and as choices of filters. */
  statuses: {
    UNSPECIFIED: "Unknown",
    QUEUED: "Queued",
    REJECTED: "Rejected",
    PLACED: "Placed",
    PAYING: "Paying",
    PAYMENT_REVIEW: "Review",
    PAID: "Paid",
    FULFILLING: "Packing",
    SHIPPED: "Shipped",
    DELIVERED: "Delivered",
    CLOSED: "Closed",
    EXPIRED: "Expired",
    CANCELLED: "Cancelled",
  },
  /** Of what an id is. */
  order: "order",
  user: "user",
};

export type StatusWords = typeof en;

/** The statuses of orders. */
export const statusWords = defineWords("order statuses", {
  en,
  zh: () => import("./status-words.zh.ts"),
});
