import { defineWords } from "../words/define-words.ts";

const en = {
  /** Lengths of time; the numbers come as digits. */
  time: {
    now: "now",
    seconds: (digits: string) => `${digits} s`,
    minutes: (digits: string) => `${digits} min`,
    hours: (digits: string) => `${digits} h`,
    days: (digits: string) => `${digits} d`,
    two: (large: string, small: string) => `${large} ${small}`,
    ago: (duration: string) => `${duration} ago`,
  },
};

export type UiWords = typeof en;

/** What every page is made of. */
export const uiWords = defineWords("ui", { en, zh: () => import("./words.zh.ts") });
