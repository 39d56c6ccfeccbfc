import type { UiWords } from "../ui/words.ts";
import type { Failure } from "./failure.ts";
import { knownText } from "./violation-text.ts";

/** What went wrong, in words of the language of the page: ours where there are some for it, else the server's. */
export function failureText(failure: Failure, words: UiWords): string {
  const { own, message } = failure;
  if (own !== undefined) return words.failures[own];
  return violationsText(failure, words) ?? knownText(refusal(failure), words.reasons) ?? message;
}

/** The server's words, where `failureText` has others for it and leaves something out: the rest of what is wrong stands in them. */
export function serverText(failure: Failure, words: UiWords): string | undefined {
  const { own, message } = failure;
  if (own !== undefined || violationsText(failure, words) !== undefined) return undefined;
  return failureText(failure, words) === message ? undefined : message;
}

function refusal({ reason = "", metadata = {} }: Failure) {
  return { reason, values: metadata };
}

/** All that is wrong with the fields, in our words; undefined when we have none for one of them. */
function violationsText(
  { violations = [] }: Failure,
  { violations: reasons }: UiWords,
): string | undefined {
  const texts = violations.flatMap((violation) => {
    const text = knownText(violation, reasons);
    return text === undefined ? [] : [`${violation.field} ${text}`.trim()];
  });
  return texts.length === 0 || texts.length < violations.length ? undefined : texts.join(" ");
}
