import { defineWords } from "../words/define-words.ts";
import { plural } from "../words/plural.ts";
import type { Counted } from "../words/plural.ts";

const en = {
  name: "Practice sale",
  running: (elapsed: string) => `Practice sale ${elapsed}`,
  ends: (left: string) => `simulated buyers, ends in ${left}`,
  ended: "Practice sale ended",
  stopped: "Practice sale stopped",
  failed: "Practice sale failed",
  sent: (orders: Counted) => `${plural(orders, "order", "orders")} sent`,
  placed: (count: string) => `${count} placed`,
  refused: (count: string) => `${count} refused`,
  lost: (count: string) => `${count} failed`,
  comma: ", ",
  stop: "Stop",
  again: "Start again",
  start: "Start a practice sale",
  about:
    "Simulated buyers order sample items through the public API for three minutes. Their orders are real orders in this database.",
};

export type PracticeWords = typeof en;

/** Sales with simulated buyers. */
export const practiceWords = defineWords("practice", { en, zh: () => import("./words.zh.ts") });
