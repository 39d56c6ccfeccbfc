import { countText } from "../ui/count-text.ts";
import { moneyText } from "../ui/money-text.ts";
import type { Problem } from "./problem.ts";
import type { FormWords } from "./words.ts";

/** A problem as it is told at its field. */
export function problemText(problem: Problem, words: FormWords["problem"]): string {
  switch (problem.kind) {
    case "required":
      return words.required;
    case "too_long":
      return words.tooLong(problem.length, problem.lengthMax);
    case "control_characters":
      return words.controlCharacters;
    case "not_whole":
      return words.notWhole;
    case "out_of_range":
      return words.outOfRange(countText(problem.min), countText(problem.max));
    case "no_currency":
      return words.noCurrency;
    case "not_amount":
      return words.notAmount(problem.digits);
    case "amount_out_of_range": {
      const { currencyCode, min, max } = problem;
      const text = (minorUnits: bigint) => moneyText({ currencyCode, minorUnits });
      return words.outOfRange(text(min), `${text(max)} ${currencyCode}`);
    }
    case "not_time":
      return words.notTime;
    case "told":
      return told(problem.text);
  }
}

/** The server's descriptions go on after the name of a field, "is required": as a sentence of its own, "Is required." */
function told(text: string): string {
  const sentence = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.。!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
