import { defineWords } from "../words/define-words.ts";

const en = {
  title: "Preferences",
  theme: { legend: "Theme", light: "Light", dark: "Dark", system: "System" },
  language: { legend: "Language", system: "System" },
  languageFailed: "The language could not be loaded. Choose it again to try once more.",
  zone: {
    legend: "Time zone",
    local: (zone: string) => `Local (${zone})`,
    all: "All zones",
    now: (clock: string) => `It is ${clock} there.`,
  },
  density: { legend: "Rows", comfortable: "Comfortable", dense: "Dense" },
};

export type PreferencesWords = typeof en;

/** What can be chosen for this browser. */
export const preferencesWords = defineWords("preferences", {
  en,
  zh: () => import("./words.zh.ts"),
});
