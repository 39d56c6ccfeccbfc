import { defineWords } from "../words/define-words.ts";

const en = {
  /** Names of pages: in the navigation, and as titles. */
  live: "Live",
  orders: "Orders",
  order: "Order",
  stock: "Stock",
  item: "Item",
  newItem: "New item",
  import: "Import",
  users: "Users",
  user: "User",
  newUser: "New user",
  payments: "Payments",
  metrics: "Metrics",
  notFound: {
    title: "Not found",
    text: (path: string) => `There is no page at ${path}.`,
    goTo: "These are the pages:",
  },
  loading: "Loading the page",
  thisPage: "This page",
};

export type PagesWords = typeof en;

/** The pages by name, and what is said where there is none. */
export const pagesWords = defineWords("pages", { en, zh: () => import("./words.zh.ts") });
