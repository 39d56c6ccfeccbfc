import { defineWords } from "../words/define-words.ts";

const en = {
  lead: "Orders appear here the moment they are placed. There are none yet.",
  byHand: "Or place one from a shell:",
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
