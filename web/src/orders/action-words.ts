import { defineWords } from "../words/define-words.ts";

const en = {
  /** On buttons. */
  verbs: { cancel: "Cancel", hold: "Hold", release: "Release" },
  onHold: "On hold",
  selected: {
    keys: "Selected orders",
    none: "None of the selected orders takes that",
    busy: "The last action is still running",
  },
};

export type ActionWords = typeof en;

/** What can be done to orders: the names of it. */
export const actionWords = defineWords("order actions", {
  en,
  zh: () => import("./action-words.zh.ts"),
});
