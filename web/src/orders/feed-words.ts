import { defineWords } from "../words/define-words.ts";
import { plural } from "../words/plural.ts";
import type { Counted } from "../words/plural.ts";

const en = {
  title: "Orders",
  noun: "orders",
  table: "Newest changes of orders",
  columns: {
    time: "Time",
    order: "Order",
    user: "User",
    lines: "Lines",
    total: "Total",
    status: "Became",
    hold: "Hold left",
  },
  skippedHere: (changes: Counted) =>
    `${plural(changes, "change", "changes")} skipped here: the feed brings the newest`,
  skipped: (count: string) => `${count} skipped`,
  skippedTitle:
    "The feed brings the newest 50 changes of each tick. Left out since this page was opened.",
  became: (status: string) => `now ${status.toLowerCase()}`,
  new: (count: string) => `+${count} new`,
  none: (count: string) =>
    `None of the newest ${count} changes match. Later ones that do appear here.`,
  filter: {
    status: "Status",
    all: "All",
    sku: "SKU",
    id: "Order or user",
    clear: "Clear",
  },
  pause: "Pause",
  resume: "Resume",
  /** The table of the newest orders. */
  newest: {
    title: "Newest orders",
    status: "Status",
    show: (count: string) => `Show the newest ${count}`,
  },
};

export type FeedWords = typeof en;

/** The feed of what orders become. */
export const feedWords = defineWords("feed", { en, zh: () => import("./feed-words.zh.ts") });
