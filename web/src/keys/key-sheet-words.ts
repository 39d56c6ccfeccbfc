import { defineWords } from "../words/define-words.ts";

const en = {
  title: "Keyboard shortcuts",
  note: "Two keys are pressed one after the other. While you type in a field, letters stay there.",
  close: "Close this list",
};

export type KeySheetWords = typeof en;

/** What the list of shortcuts says. */
export const keySheetWords = defineWords("key-sheet", {
  en,
  zh: () => import("./key-sheet-words.zh.ts"),
});
