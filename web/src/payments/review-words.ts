import { defineWords } from "../words/define-words.ts";
import { plural } from "../words/plural.ts";
import type { Counted } from "../words/plural.ts";

const en = {
  title: "Payments to review",
  noun: "payments to review",
  loading: "Reading payments to review",
  subtitle: {
    some: (count: Counted) => `${plural(count, "payment needs", "payments need")} somebody.`,
    more: (digits: string) => `More than ${digits} payments need somebody.`,
    none: "Nothing needs anybody.",
  },
  payment: (id: string) => `Payment ${id}`,
  since: (duration: string) => `in review for ${duration}`,
  at: (channel: string, state: string) => `${channel}: ${state}`,
  actions: (id: string) => `Decide about payment ${id}`,
  empty: {
    title: "No payment needs anybody.",
    text: "A payment comes here when its channel has not said in time what became of it, or has contradicted itself. Its channel is asked on meanwhile.",
  },
};

export type ReviewWords = typeof en;

/** The queue of payments that need somebody. */
export const reviewWords = defineWords("review of payments", {
  en,
  zh: () => import("./review-words.zh.ts"),
});
