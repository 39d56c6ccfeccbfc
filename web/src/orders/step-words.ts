import { defineWords } from "../words/define-words.ts";

const en = {
  /** On buttons: what takes an order further. */
  moves: {
    pay: "Pay",
    fulfil: "Send",
    deliver: "Record delivery",
    return: "Return",
    close: "Close",
    cancel_units: "Cancel units",
  },
};

export type StepWords = typeof en;

/** What takes an order further: the names of it. */
export const stepWords = defineWords("steps of orders", {
  en,
  zh: () => import("./step-words.zh.ts"),
});
