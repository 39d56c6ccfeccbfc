import { defineWords } from "../words/define-words.ts";
import { plural } from "../words/plural.ts";
import type { Counted } from "../words/plural.ts";

const en = {
  close: "Close",
  units: (sku: string) => `${sku}, units`,
  unitsHelp: (most: string) => `0 to ${most}`,
  none: "At least one unit is needed.",
  all: "All",
  reason: "Reason",
  reasonHelp: "Kept with the change, for everybody to read.",
  tracking: "Tracking number",
  trackingHelp: "What the carrier calls the parcel. Kept in the history of the order.",
  owed: (amount: string) => `${amount} will be owed to the buyer, and go back by themselves.`,
  fulfil: {
    title: "Send this order",
    keep: (units: Counted) =>
      `${plural(units, "unit has", "units have")} not left the house yet. With the last of them the order is shipped.`,
    confirm: "Record as sent",
    done: "Recorded as sent",
  },
  deliver: {
    title: "Has this order arrived?",
    keep: "It is delivered then. Units can still come back.",
    confirm: "Record the delivery",
    done: "Delivery recorded",
  },
  return: {
    title: "Take units back",
    keep: (units: Counted) =>
      `${plural(units, "unit is", "units are")} with the buyer. What comes back is on sale again, and its price goes back.`,
    confirm: "Take them back",
    done: "Return recorded",
  },
  close_order: {
    title: "Close this order?",
    keep: "Nothing can come back from then on, and nothing about it changes any more.",
    confirm: "Close the order",
    done: "Order closed",
  },
  cancel_units: {
    title: "Call off some units",
    keep: (units: Counted) =>
      `${plural(units, "unit has", "units have")} not left the house yet. What is called off is on sale again, and its price goes back.`,
    confirm: "Call them off",
    done: "Units called off",
  },
  reasons: {
    return: { damaged: "Arrived damaged", wrong: "Wrong item", buyer: "Buyer changed their mind" },
    cancel_units: { stock: "Cannot be shipped", buyer: "Buyer asked" },
  },
};

export type MoveWords = typeof en;

/** What is asked before an order is taken further. */
export const moveWords = defineWords("moves of orders", {
  en,
  zh: () => import("./move-words.zh.ts"),
});
