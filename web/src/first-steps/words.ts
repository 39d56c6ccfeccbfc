import { defineWords } from "../words/define-words.ts";
import { plural } from "../words/plural.ts";
import type { Counted } from "../words/plural.ts";

const en = {
  lead: "Orders appear here the moment they are placed. There are none yet: three steps lead to the first.",
  done: "Done:",
  catalogue: {
    title: "Fill the catalogue",
    why: "Items are what can be ordered: each with a price and its stock. The samples are 12 items and 400 users; what is there already is left alone.",
    import: "Import a CSV file",
    create: "Create an item",
    have: (items: Counted) => plural(items, "item", "items"),
  },
  people: {
    title: "Add who orders",
    why: "An order belongs to a user. The sample catalogue brings its own.",
    create: "Create a user",
    have: "there are users",
  },
  orders: {
    title: "Let orders come in",
    why: "In a practice sale simulated buyers order through the public API for three minutes; what is missing of the samples is created first. Their orders are real orders in this database.",
    start: "Start a practice sale",
  },
  scope: "First steps",
  shell: "The same from a shell",
  command: (step: string) => `the command: ${step}`,
  steps: {
    user: {
      title: "Create a user",
      why: "Somebody who orders. Their id is kept for the last step.",
    },
    item: {
      title: "Create an item",
      why: "Something to order: 100 units at 19.99 EUR.",
    },
    order: {
      title: "Place an order",
      why: "Holds the stock for 15 minutes, unless the server is set otherwise. Pasted again, the key replays this order.",
    },
  },
};

export type FirstStepsWords = typeof en;

/** What to do with an empty system. */
export const firstStepsWords = defineWords("first steps", {
  en,
  zh: () => import("./words.zh.ts"),
});
