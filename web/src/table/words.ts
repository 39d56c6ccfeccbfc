import { defineWords } from "../words/define-words.ts";

const en = {
  scope: "List",
  next: "Next row",
  previous: "Previous row",
  first: "First row",
  last: "Last row",
  open: "Open the row",
  select: "Select the row",
  selectTo: "Select up to this row",
  clearSelection: "Select nothing",
  showNew: "Show new rows",
  newRows: (count: string) => `+${count} new`,
  selectRow: (name: string) => `Select ${name}`,
  selectAll: "Select all rows here",
  gone: "No longer part of this list",
  selected: (count: string) => `${count} selected`,
  pages: "Pages of the list",
  newer: "Newer",
  older: "Older",
  previousPage: "Previous",
  nextPage: "Next",
  start: "To the start",
};

export type TableWords = typeof en;

/** What tables say, whatever they list. */
export const tableWords = defineWords("table", { en, zh: () => import("./words.zh.ts") });
