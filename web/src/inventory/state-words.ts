import { defineWords } from "../words/define-words.ts";

const en = {
  closed: (when: string) => `Closed ${when}`,
  paused: "Paused",
  opensIn: (duration: string) => `Opens in ${duration}`,
  opensAt: (when: string) => `Opens ${when}`,
  closesIn: (duration: string) => `Closes in ${duration}`,
  allHeld: "All held",
  soldOut: "Sold out",
  noStock: "No stock",
  low: "Low",
  open: "Open",
  soldOutIn: (left: string) => `Sold out in ${left}`,
  /** The sale window in full, for titles. */
  windowOpens: (when: string) => `Opens ${when}`,
  windowCloses: (when: string) => `Closes ${when}`,
};

export type StateWords = typeof en;

/** How items stand in their sale. */
export const stateWords = defineWords("sale states", {
  en,
  zh: () => import("./state-words.zh.ts"),
});
