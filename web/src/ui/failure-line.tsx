import { failureText } from "../refresh/failure-text.ts";
import type { Failure } from "../refresh/failure.ts";
import { useWords } from "../words/use-words.ts";
import { dialogWords } from "./dialog-words.ts";
import { FailureText } from "./failure-text.tsx";
import { uiWords } from "./words.ts";

/** Why something failed: its code, what the server said, and the reference under which its log has the rest. */
export function FailureLine({ failure }: { readonly failure: Failure }) {
  const { code, referenceId } = failure;
  const words = useWords(dialogWords);
  const told = failure.message + failureText(failure, useWords(uiWords));
  return (
    <p>
      <code>{code}</code> <FailureText failure={failure} />
      {referenceId !== undefined && !told.includes(referenceId) && (
        <>
          {" "}
          {words.reference} <code>{referenceId}</code>
        </>
      )}
    </p>
  );
}
