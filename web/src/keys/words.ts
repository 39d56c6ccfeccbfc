import { defineWords } from "../words/define-words.ts";

const en = {
  everywhere: "Everywhere",
  goTo: (page: string) => `Go to ${page}`,
  search: "Search on this page",
  theme: "Light or dark",
  palette: "Find a page, an action or an object",
  placeholder: "A page, an action, an id, an e-mail, a SKU or a name",
  sheet: "List of shortcuts",
  find: "Search",
};

export type KeysWords = typeof en;

/** What the shortcuts of every page say. */
export const keysWords = defineWords("keys", { en, zh: () => import("./words.zh.ts") });
