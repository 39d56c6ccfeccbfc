import { defineWords } from "../words/define-words.ts";
import { plural } from "../words/plural.ts";
import type { Counted } from "../words/plural.ts";

const en = {
  /** The deed on one order. */
  one: {
    cancel: {
      title: "Cancel this order?",
      confirm: "Cancel the order",
      keep: "An order that is cancelled stays cancelled.",
      done: "Order cancelled",
      failed: "The order was not cancelled",
    },
    hold: {
      title: "Put this order on hold?",
      confirm: "Put on hold",
      keep: "It makes no step forward until it is released. Time for paying runs on.",
      done: "Order put on hold",
      failed: "The order was not put on hold",
    },
    release: {
      title: "Release this order?",
      confirm: "Release the order",
      keep: "It may go on from where it stands.",
      done: "Order released",
      failed: "The order was not released",
    },
  },
  /** The deed on many. */
  many: {
    cancel: {
      title: (count: Counted) => `Cancel ${plural(count, "order", "orders")}?`,
      confirm: (count: Counted) => `Cancel ${plural(count, "order", "orders")}`,
    },
    hold: {
      title: (count: Counted) => `Put ${plural(count, "order", "orders")} on hold?`,
      confirm: (count: Counted) => `Hold ${plural(count, "order", "orders")}`,
    },
    release: {
      title: (count: Counted) => `Release ${plural(count, "order", "orders")}?`,
      confirm: (count: Counted) => `Release ${plural(count, "order", "orders")}`,
    },
    left: (count: Counted) =>
      `${plural(count, "selected order is", "selected orders are")} left alone: in its state that cannot be done.`,
  },
  frees: (units: Counted) => `${plural(units, "unit goes", "units go")} back on sale`,
  worth: (amounts: string) => `worth ${amounts}`,
  paidBack: (amount: string) => `${amount} go back to the buyer by themselves.`,
  allPaidBack: (orders: Counted, amounts: string) =>
    `${plural(orders, "of them is", "of them are")} paid: ${amounts} go back to the buyers by themselves.`,
  maybeCharged: "What its payment may still take is given back.",
  reasons: {
    cancel: {
      buyer: "Buyer asked",
      twice: "Ordered twice",
      fraud: "Suspected fraud",
      stock: "Cannot be shipped",
    },
    hold: { address: "Address in doubt", fraud: "Suspected fraud", buyer: "Waiting for the buyer" },
    release: { checked: "Checked, all well", buyer: "Buyer answered" },
  },
};

export type ActWords = typeof en;

/** What is asked before something is done to orders, one or many. */
export const actWords = defineWords("acts on orders", {
  en,
  zh: () => import("./act-words.zh.ts"),
});
