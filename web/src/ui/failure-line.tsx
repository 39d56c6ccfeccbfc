import { failureText } from "../refresh/failure-text.ts";
import type { Failure } from "../refresh/failure.ts";
import { useWords } from "../words/use-words.ts";
import { dialogWords } from "./dialog-words.ts";
import { uiWords } from "./words.ts";

/** Why something failed: its code, what the server said, and the reference under which its log has the rest. */
export function FailureLine({ failure }: { readonly failure: Failure }) {
  const { code, referenceId } = failure;
  const words = useWords(dialogWords);
  const text = failureText(failure, useWords(uiWords));
  return (
    <p>
      <code>{code}</code> {text}
      {referenceId !== undefined && !text.includes(referenceId) && (
        <>
          {" "}
          {words.reference} <code>{referenceId}</code>
        </>
      )}
    </p>
  );
}
