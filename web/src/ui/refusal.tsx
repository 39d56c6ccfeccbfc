import type { RefreshState } from "../refresh/refresh-state.ts";
import { FailureText } from "./failure-text.tsx";
import { MarkShape } from "./mark-view.tsx";
import { useSpeech } from "./use-speech.ts";
import { uiWords } from "./words.ts";
import styles from "./refusal.module.css";

/** Why there is nothing to show: what was refused, with code and message, since when, and a way to try again. */
export function Refusal(props: {
  readonly noun: string;
  readonly state: Extract<RefreshState<unknown>, { readonly phase: "failed" | "denied" }>;
  readonly nowMs: number;
  readonly retry: () => void;
}) {
  const { noun, state, nowMs, retry } = props;
  const { words, formats } = useSpeech(uiWords);
  const { clock, duration } = formats;
  const denied = state.phase === "denied";
  return (
    <div className={styles["refusal"]} data-denied={denied}>
      <div role="alert">
        <p className={styles["title"]}>
          <MarkShape shape={denied ? "ring" : "square"} />
          {denied ? words.refusal.denied(noun) : words.refusal.unreadable(noun)}
        </p>
        <p>
          <code>{state.failure.code}</code> <FailureText failure={state.failure} />
        </p>
      </div>
      <p className={styles["since"]}>
        {words.refusal.since(clock(state.sinceMs), duration(Math.max(0, nowMs - state.sinceMs)))}
      </p>
      <button type="button" className={styles["retry"]} onClick={retry}>
        {words.panel.retry}
      </button>
    </div>
  );
}
