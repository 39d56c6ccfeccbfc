import { defineWords } from "../words/define-words.ts";

const en = {
  results: "What was found",
  pages: "Pages",
  preferences: "Preferences",
  themes: { light: "Light theme", dark: "Dark theme", system: "Theme of the system" },
  density: { comfortable: "Comfortable rows", dense: "Dense rows" },
  zones: { local: "Times of this place", UTC: "Times in UTC" },
  recent: "Looked at last",
  orders: "Orders",
  payments: "Payments",
  items: "Items",
  users: "Users",
  searching: "Searching",
  nothing: (text: string) => `Nothing found for “${text}”.`,
  failed: "Objects could not be searched",
  count: (count: string) => `${count} found`,
  moves: "move",
  runs: "open",
  closes: "close",
};

export type PaletteWords = typeof en;

/** What the palette says. */
export const paletteWords = defineWords("palette", { en, zh: () => import("./words.zh.ts") });
