import { violationText } from "../refresh/violation-text.ts";
import type { Formats } from "../ui/formats.ts";
import type { Reasons } from "../ui/reasons.ts";
import type { Problem } from "./problem.ts";
import type { FormWords } from "./words.ts";

/** A problem as it is told at its field. */
export function problemText(
  problem: Problem,
  words: FormWords["problem"],
  violations: Reasons,
  formats: Pick<Formats, "count" | "money" | "decimal">,
): string {
  switch (problem.kind) {
    case "required":
      return words.required;
    case "too_long":
      return words.tooLong(formats.count(problem.length), formats.count(problem.lengthMax));
    case "control_characters":
      return words.controlCharacters;
    case "not_whole":
      return words.notWhole;
    case "out_of_range":
      return words.outOfRange(formats.count(problem.min), formats.count(problem.max));
    case "no_currency":
      return words.noCurrency;
    case "not_amount": {
      const { digits } = problem;
      if (digits === 0) return words.notWholeAmount;
      return words.notAmount(formats.count(digits), formats.decimal(12, digits));
    }
    case "amount_out_of_range": {
      const { currencyCode, min, max } = problem;
      const text = (minorUnits: bigint) => formats.money({ currencyCode, minorUnits });
      return words.outOfRange(text(min), `${text(max)} ${currencyCode}`);
    }
    case "not_time":
      return words.notTime;
    case "told":
      return toldText(problem.text);
    case "violation":
      return toldText(violationText(problem.violation, violations));
  }
}

/** The server's descriptions go on after the name of a field, "is required": as a sentence of its own, "Is required." */
function toldText(text: string): string {
  const sentence = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.。!?！？]$/.test(sentence) ? sentence : `${sentence}.`;
}
