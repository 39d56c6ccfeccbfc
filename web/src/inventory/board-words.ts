import { defineWords } from "../words/define-words.ts";
import { plural } from "../words/plural.ts";
import type { Counted } from "../words/plural.ts";

const en = {
  title: "Stock, attention first",
  noun: "stock",
  all: (items: Counted) => `All ${plural(items, "item", "items")}`,
  items: (items: Counted) => plural(items, "item", "items"),
  empty:
    "Items appear here with what is left, how fast it goes and when it will be sold out; those that need somebody first. There are none yet.",
  columns: {
    item: "Item",
    state: "State",
    left: "Left",
    demand: "Taken/min",
    held: "Held",
    sold: "Sold",
  },
  /** Before the numbers, where a row takes two lines. */
  labels: { left: "left", demand: "taken/min", held: "held", sold: "sold" },
  hints: {
    state: "The end of stock is estimated by the net rate of the last minute",
    left: "Units that can be ordered, now",
    demand: "Units that orders took, a minute, over the last minute",
    held: "Units in orders that are not paid, now",
    sold: "Units paid for, now",
  },
  verdict: {
    none: "No items yet",
    fine: "Stock is fine",
    needy: (items: Counted) => plural(items, "item needs attention", "items need attention"),
    named: (sku: string, state: string) => `${sku} ${state.toLowerCase()}`,
    more: (count: string) => `${count} more`,
    comma: ", ",
  },
};

export type BoardWords = typeof en;

/** The board of the stock, and what of it needs somebody. */
export const boardWords = defineWords("board", { en, zh: () => import("./board-words.zh.ts") });
