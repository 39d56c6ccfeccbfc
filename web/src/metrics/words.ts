import { defineWords } from "../words/define-words.ts";
import { plural } from "../words/plural.ts";
import type { Counted } from "../words/plural.ts";

const en = {
  tiles: {
    all: "Figures of the sale",
    orders: "Orders/min",
    ordersTitle: "Orders placed in the last 60 s. The line: orders a second, three minutes",
    minuteSeen: "last 60 s",
    secondsSeen: (digits: string) => `${digits} s seen`,
    revenue: "Revenue/min",
    revenueTitle: "Value of the orders placed in the last 60 s. The line: a second, three minutes",
    revenueNote: "of orders placed",
    moreRevenue: (amounts: string) => `+ ${amounts}`,
    held: "Held",
    heldTitle: "Units in orders that are not paid, over all items, now. The line: three minutes",
    heldNote: "units, not paid",
    sold: "Sold",
    soldTitle: "Units paid for and not returned, over all items, now. The line: three minutes",
    soldNote: "units, paid",
    refused: "Refused/min",
    refusedTitle: "Orders refused in the last 60 s. The line: a second, three minutes",
    refusedFor: (count: string, reason: string) => `${count} ${reason}`,
    noneRefused: "none",
    place: "PlaceOrder p50 / p99",
    placeTitle:
      "Time of PlaceOrder in the last 5 s, inside the server: the mean of the seconds' medians, and the highest 99th percentile. The lines: three minutes",
    placeNote: "time to a durable answer",
  },
  charts: {
    all: "Charts",
    fault: "The charts",
    asTable: "View as table",
    asCharts: "View as charts",
    table: "The charts as a table",
    rates: "Orders and refusals a second",
    ratesTitle: "Means of 5 s, the last 15 minutes at most",
    times: "Time of PlaceOrder",
    timesTitle: "By the second, inside the server, the last 15 minutes at most",
    placed: "placed",
    refused: "refused",
    columns: { minute: "Minute", placed: "Placed", refused: "Refused" },
  },
  verdicts: {
    none: "No figures yet",
    noneText: "the first comes within a second",
    overloaded: "Overloaded",
    turnedAway: (orders: Counted) =>
      `${plural(orders, "order", "orders")} turned away in the last minute`,
    quiet: "Quiet",
    quietText: "no order in the last minute",
    slow: "Orders are slow",
    refused: "Most orders are refused",
    flow: "Orders flow",
    pace: (orders: Counted) => `${orders.text} in the last minute`,
    p99: (latency: string) => `p99 ${latency}`,
    mostly: (share: string, reason: string) => `${share} in the last minute, mostly ${reason}`,
    share: (share: string) => `${share} refused`,
    noneRefused: "none refused",
    comma: ", ",
    lost: "Not live",
    lostText: (clock: string, duration: string) =>
      `what you see is as of ${clock}, ${duration} old`,
    nothingText: "nothing has come from the server yet",
  },
  /** Why an order is refused, by ErrorInfo.reason. */
  reasons: {
    OUT_OF_STOCK: "out of stock",
    PER_USER_LIMIT: "over the limit of a user",
    ITEM_PAUSED: "paused",
    SALE_NOT_OPEN: "not open yet",
    SALE_ENDED: "sale ended",
    ITEM_NOT_FOUND: "unknown item",
    USER_NOT_FOUND: "unknown user",
    MIXED_CURRENCIES: "mixed currencies",
    IDEMPOTENCY_KEY_REUSED: "key used twice",
    OVERLOADED: "overloaded",
  },
  noReason: "no reason given",
};

export type MetricsWords = typeof en;

/** How the sale goes: figures, charts, and what they come to. */
export const metricsWords = defineWords("metrics", { en, zh: () => import("./words.zh.ts") });
