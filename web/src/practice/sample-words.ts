import { defineWords } from "../words/define-words.ts";
import { plural } from "../words/plural.ts";
import type { Counted } from "../words/plural.ts";

const en = {
  load: "Load the sample catalogue",
  loaded: (items: Counted, users: Counted) =>
    `Created ${plural(items, "item", "items")} and ${plural(users, "user", "users")}`,
  failed: "The sample catalogue is not loaded",
};

export type SampleWords = typeof en;

/** Items and users to try things with. */
export const sampleWords = defineWords("samples", { en, zh: () => import("./sample-words.zh.ts") });
