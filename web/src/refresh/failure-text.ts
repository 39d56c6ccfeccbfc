import type { UiWords } from "../ui/words.ts";
import type { Failure } from "./failure.ts";

/** What went wrong, in words of the language of the page: ours where there are some for it, else the server's. */
export function failureText(failure: Failure, { failures, reasons }: UiWords): string {
  const { own, message, reason = "", metadata = {} } = failure;
  if (own !== undefined) return failures[own];
  return Object.hasOwn(reasons, reason) ? (reasons[reason]?.(metadata) ?? message) : message;
}

/** The server's words, where `failureText` has others for it: the rest of what is wrong stands in them. */
export function serverText(failure: Failure, words: UiWords): string | undefined {
  const { own, message } = failure;
  return own === undefined && failureText(failure, words) !== message ? message : undefined;
}
