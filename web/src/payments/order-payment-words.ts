import { defineWords } from "../words/define-words.ts";

const en = {
  title: "Payment",
  noun: "payment of the order",
  loading: "Reading the payment",
  none: "Nothing was paid yet.",
  whole: (id: string) => `Payment ${id}`,
  all: "All payments of this order",
  notLive: "Not live: the stream of this payment is broken.",
};

export type OrderPaymentWords = typeof en;

/** The payment on the page of its order. */
export const orderPaymentWords = defineWords("payment of an order", {
  en,
  zh: () => import("./order-payment-words.zh.ts"),
});
