import { defineWords } from "../words/define-words.ts";
import { plural } from "../words/plural.ts";
import type { Counted } from "../words/plural.ts";

const en = {
  noun: "orders",
  loading: "Reading orders",
  subtitle: "Newest first, as they stand now",
  keys: "Orders",
  search: {
    label: "Find orders",
    placeholder: "Id, e-mail, SKU, status, time: paid today, last 2 h, 2026-11-20..2026-11-22",
    submit: "Filter",
    /** What the text is understood as, before Enter. */
    understood: (parts: string) => `Enter filters by ${parts}`,
    nothing: "Enter filters by nothing that is known",
    anyId: (id: string) => `the order or the user ${id}`,
    looking: "Looking for what has this id",
    notLooked: (code: string, message: string) =>
      `What has this id could not be looked up. ${code}: ${message}`,
    unknown: (word: string) =>
      `“${word}” is no status, time, e-mail, id or SKU. For a SKU, write sku:${word}`,
    second: (word: string) => `“${word}” is left out: the list takes one of its kind`,
    no_such_time: (word: string) => `“${word}” is no time that there is`,
    shortened: (word: string) =>
      `“${word}” is an id in short. Press the id where it stands to copy it whole`,
    no_such_value: (word: string) => `“${word}” has a value that cannot be`,
  },
  filters: {
    label: "Filters",
    remove: (part: string) => `Remove the filter ${part}`,
    clear: "Clear filters",
    order: (id: string) => `Order ${id}`,
    orderHead: (head: string) => `Order ${head}…`,
    user: (id: string) => `User ${id}`,
    email: (email: string) => `E-mail ${email}`,
    sku: (sku: string) => `SKU ${sku}`,
    onHold: "On hold",
    notOnHold: "Not on hold",
  },
  times: {
    placed: (span: string) => `Placed ${span}`,
    today: "today",
    yesterday: "yesterday",
    lastMinutes: (count: Counted) => `in the last ${plural(count, "minute", "minutes")}`,
    lastHours: (count: Counted) => `in the last ${plural(count, "hour", "hours")}`,
    lastDays: (count: Counted) => `in the last ${plural(count, "day", "days")}`,
    on: (day: string) => `on ${day}`,
    days: (first: string, last: string) => `from ${first} to ${last}`,
    between: (from: string, before: string) => `from ${from} until ${before}`,
    since: (from: string) => `since ${from}`,
    before: (before: string) => `before ${before}`,
  },
  groups: {
    label: "Status",
    all: "All",
    open: "Open",
    paid: "Paid",
    shipping: "Shipping",
    done: "Done",
    expired: "Expired",
    cancelled: "Cancelled",
  },
  columns: {
    placed: "Placed",
    order: "Order",
    user: "User",
    lines: "Lines",
    total: "Total",
    status: "Status",
    hold: "Hold left",
  },
  moreLines: (digits: string) => `+${digits}`,
  holdEnded: "ended",
  empty: {
    none: "No order matches these filters",
    noneText: "Orders that match appear here as they are placed.",
    notOnPage: "No order on this page matches",
    notOnPageText: "A page ends where its search has gone far enough. Go on to older orders.",
    noPage: "No order is older than this",
    unknownId: "Neither an order nor a user has this id",
  },
  exporting: {
    open: "Export",
    title: "Export orders",
    busy: "An export is running. It has to end before another one begins.",
  },
};

export type ListWords = typeof en;

/** The page of the list of orders. */
export const listWords = defineWords("orders list", {
  en,
  zh: () => import("./list-words.zh.ts"),
});
