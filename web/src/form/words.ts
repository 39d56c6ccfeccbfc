import { defineWords } from "../words/define-words.ts";
import { plural } from "../words/plural.ts";
import type { Counted } from "../words/plural.ts";

const en = {
  problem: {
    required: "Required.",
    tooLong: (length: string, lengthMax: string) =>
      `${length} characters; at most ${lengthMax} are kept.`,
    controlCharacters: "Has control characters, such as a tab.",
    notWhole: "Not a whole number.",
    outOfRange: (min: string, max: string) => `Must be ${min} to ${max}.`,
    noCurrency: "Three letters name a currency, as in EUR.",
    notWholeAmount: "Not an amount in whole units: this currency has no decimals.",
    notAmount: (digits: string, example: string) =>
      `Not an amount with up to ${digits} decimals, as in ${example}.`,
    notTime: "Not a date and a time.",
  },
  faultyFields: (count: Counted) => `${plural(count, "field needs", "fields need")} a correction`,
  optional: "optional",
  notDone: "Not done",
  unknownOutcome: "No answer: this may have been done",
  safeRetry:
    "Sending it unchanged is safe: it is the same request, and has one effect. Changed, it is another request.",
  draftFound: "You typed this before; it has not been sent.",
  discard: "Discard",
  zone: (zone: string) => `Times are in ${zone}.`,
  clear: "Clear",
  read: (amount: string) => `Read as ${amount}`,
};

export type FormWords = typeof en;

/** What forms say, whatever they are about. */
export const formWords = defineWords("form", { en, zh: () => import("./words.zh.ts") });
