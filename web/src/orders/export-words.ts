import { defineWords } from "../words/define-words.ts";
import { plural } from "../words/plural.ts";
import type { Counted } from "../words/plural.ts";

const en = {
  title: "Export orders",
  all: "All orders, newest first.",
  filtered: (parts: string) => `The orders that are filtered here: ${parts}.`,
  format: "Format",
  csv: "CSV",
  csvHelp: "A row for each order, for spreadsheets. Amounts are exact; no cell becomes a formula.",
  jsonl: "JSON Lines",
  jsonlHelp: "An order on each line, as the API has it, for programs.",
  start: "Export",
  phases: {
    running: "Exporting",
    done: "Exported",
    stopped: "Export stopped. No file was left",
    failed: "The export stands still",
  },
  /** How much there is of it, and how far back it goes. */
  soFar: (count: Counted, size: string) => `${plural(count, "order", "orders")}, ${size}`,
  reached: (time: string) => `back to ${time}`,
  stop: "Stop",
  resume: "Go on",
  discard: "Discard",
  dismiss: "Dismiss",
  notBegun: "The export did not begin",
};

export type ExportWords = typeof en;

/** The dialog that begins an export, and the panel that follows it. */
export const exportWords = defineWords("orders export", {
  en,
  zh: () => import("./export-words.zh.ts"),
});
