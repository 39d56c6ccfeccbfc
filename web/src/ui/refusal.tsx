import type { RefreshState } from "../refresh/refresh-state.ts";
import { durationWords } from "./duration-words.ts";
import { MarkShape } from "./mark-view.tsx";
import { clockText } from "./time-text.ts";
import styles from "./refusal.module.css";

/** Why there is nothing to show: what was refused, with code and message, since when, and a way to try again. */
export function Refusal(props: {
  readonly noun: string;
  readonly state: Extract<RefreshState<unknown>, { readonly phase: "failed" | "denied" }>;
  readonly nowMs: number;
  readonly retry: () => void;
}) {
  const { noun, state, nowMs, retry } = props;
  const denied = state.phase === "denied";
  return (
    <div className={styles["refusal"]} data-denied={denied}>
      <div role="alert">
        <p className={styles["title"]}>
          <MarkShape shape={denied ? "ring" : "square"} />
          {denied ? `You may not see ${noun}` : `The ${noun} could not be read`}
        </p>
        <p>
          <code>{state.failure.code}</code> {state.failure.message}
        </p>
      </div>
      <p className={styles["since"]}>
        Since {clockText(state.sinceMs)}, {durationWords(Math.max(0, nowMs - state.sinceMs))}
      </p>
      <button type="button" className={styles["retry"]} onClick={retry}>
        Retry now
      </button>
    </div>
  );
}
