import type { UiWords } from "../ui/words.ts";
import type { Failure } from "./failure.ts";

/** What went wrong, in words: the server's, or ours in the language of the page. */
export function failureText({ own, message }: Failure, { failures }: UiWords): string {
  return own === undefined ? message : failures[own];
}
