import { failureText, serverText } from "../refresh/failure-text.ts";
import type { Failure } from "../refresh/failure.ts";
import { useWords } from "../words/use-words.ts";
import { uiWords } from "./words.ts";

/** What went wrong, in the language of the page; where the server said it in another one, its words stand beside it. */
export function FailureText({ failure }: { readonly failure: Failure }) {
  const words = useWords(uiWords);
  const told = serverText(failure, words);
  return (
    <>
      {failureText(failure, words)}
      {told !== undefined && <span lang="en"> ({told})</span>}
    </>
  );
}
