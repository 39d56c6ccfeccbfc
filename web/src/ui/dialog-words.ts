import { defineWords } from "../words/define-words.ts";

const en = {
  close: "Close",
  keep: "Keep as it is",
  reason: "Reason",
  reasonHelp: "Kept with the change, for everybody to read.",
  quickReasons: "Often given",
  reference: "Reference",
  /** What a dialog is about. */
  subjects: {
    order: (id: string, amount: string) => `Order ${id}, ${amount}`,
    payment: (id: string, amount: string) => `Payment ${id}, ${amount}`,
  },
  notifications: "Notifications",
  dismiss: "Dismiss",
  toToasts: "Go to the notifications",
  leaveToasts: "Back to where you were",
};

export type DialogWords = typeof en;

/** What dialogs and messages say, whatever they are about. */
export const dialogWords = defineWords("dialog", {
  en,
  zh: () => import("./dialog-words.zh.ts"),
});
