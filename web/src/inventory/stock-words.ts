import { defineWords } from "../words/define-words.ts";
import { plural } from "../words/plural.ts";
import type { Counted } from "../words/plural.ts";

const en = {
  table: "Items",
  noun: "stock",
  count: (items: Counted) => plural(items, "item", "items"),
  needy: (items: Counted) => plural(items, "needs attention", "need attention"),
  found: (count: string, all: string) => `${count} of ${all}`,
  both: (found: string, needy: string) => `${found}, ${needy}`,
  search: "SKU or name",
  show: {
    label: "Show",
    all: "All",
    attention: "Needs attention",
    "on-sale": "On sale",
    upcoming: "Opens later",
    closed: "Closed",
    paused: "Paused",
    "sold-out": "Nothing left",
  },
  sort: {
    label: "Order",
    attention: "Attention first",
    sku: "By SKU",
    left: "Fewest left",
    demand: "Fastest",
    sold: "Most sold",
  },
  clear: "Clear",
  columns: {
    item: "Item",
    state: "State",
    gauge: "Stock",
    left: "Left",
    demand: "Taken/min",
    held: "Held",
    sold: "Sold",
    price: "Price",
  },
  newItem: "New item",
  import: "Import a CSV",
  empty: {
    title: "No items yet",
    text: "Items appear here with what is left, how fast it goes and when it will be sold out; those that need somebody first. Create one, import a list, or let a practice sale bring its own.",
  },
  none: {
    title: "No item is like that",
    text: "Words find the beginning of a SKU or of a word of the name.",
  },
  selection: {
    pause: "Pause",
    resume: "Resume",
  },
  older: "Show more",
  bySku: "Sorted by SKU: there are more items than this page keeps live.",
  looking: "Looking for more",
  keys: {
    scope: "Stock",
    newItem: "New item",
    edit: "Edit the item",
    adjust: "Adjust its stock",
    pause: "Pause or resume",
  },
};

export type StockWords = typeof en;

/** What the list of items says. */
export const stockWords = defineWords("stock", { en, zh: () => import("./stock-words.zh.ts") });
