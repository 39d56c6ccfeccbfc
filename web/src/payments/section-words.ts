import { defineWords } from "../words/define-words.ts";

const en = {
  label: "About payments",
  /** Names of the pages: as tabs, as titles, and in the palette. */
  payments: "Payments",
  review: "Review",
  channels: "Channels",
  stuck: "Stuck orders",
  ledger: "Ledger",
  /** As a tab, where five stand side by side on a phone. */
  stuckTab: "Stuck",
  notLive: "Not live: the stream is broken. What you see is as it was told last.",
};

export type SectionWords = typeof en;

/** The pages that are about payments. */
export const sectionWords = defineWords("pages of payments", {
  en,
  zh: () => import("./section-words.zh.ts"),
});
