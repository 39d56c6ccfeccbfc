import { defineWords } from "../words/define-words.ts";
import { plural } from "../words/plural.ts";
import type { Counted } from "../words/plural.ts";

const en = {
  cancel: {
    running: "Cancelling",
    ended: (count: Counted) => `${plural(count, "order", "orders")} cancelled`,
  },
  hold: {
    running: "Putting on hold",
    ended: (count: Counted) => `${plural(count, "order", "orders")} put on hold`,
  },
  release: {
    running: "Releasing",
    ended: (count: Counted) => `${plural(count, "order", "orders")} released`,
  },
  label: "Results",
  progress: (done: string, of: string) => `${done} of ${of}`,
  stop: "Stop",
  retry: (count: Counted) => `Retry ${text(count)}`,
  dismiss: "Dismiss",
  counts: {
    refused: (count: Counted) => `${text(count)} refused`,
    unknown: (count: Counted) => `${text(count)} not known`,
    left: (count: Counted) => `${text(count)} not begun`,
  },
  results: {
    waiting: "Waiting",
    done: "Done",
    refused: "Refused",
    unknown: "No answer: it may have been done. A retry finds out and does it at most once",
    left: "Not begun",
  },
};

function text(count: Counted): string {
  return count.text;
}

export type RunWords = typeof en;

/** The panel that follows an action on many orders. */
export const runWords = defineWords("acts on many orders", {
  en,
  zh: () => import("./run-words.zh.ts"),
});
