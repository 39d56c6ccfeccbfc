import type { RefreshState } from "../refresh/refresh-state.ts";
import { isOld, refreshEveryMs } from "../refresh/refresh-state.ts";
import { ageWords, durationWords } from "./duration-words.ts";
import { MarkShape } from "./mark-view.tsx";
import { clockText, wholeTimeText } from "./time-text.ts";
import styles from "./freshness.module.css";

/** How old what is shown is, and, when it is old, why and how to try again. */
export function Freshness(props: {
  readonly state: RefreshState<unknown>;
  readonly nowMs: number;
  readonly retry: () => void;
}) {
  const { state, nowMs, retry } = props;
  if (!("asOfMs" in state)) return null;
  const ageMs = nowMs - state.asOfMs;
  if (!isOld(state, nowMs)) {
    return (
      <p className={styles["fresh"]} title={`As of ${wholeTimeText(state.asOfMs)}`}>
        <span className={styles["age"]}>{ageWords(ageMs)}</span>
        refreshed every {durationWords(refreshEveryMs)}
      </p>
    );
  }
  const failure = state.phase === "stale" ? state.failure : undefined;
  return (
    <p className={styles["old"]}>
      <span className={styles["why"]} title={failure && `${failure.code}: ${failure.message}`}>
        <MarkShape shape="square" />
        <span>
          as of {clockText(state.asOfMs)}, {durationWords(ageMs)} old
          {failure && failure.kind !== "unreachable" && ` (${failure.code}: ${failure.message})`}
        </span>
      </span>
      <button type="button" className={styles["retry"]} onClick={retry}>
        Retry now
      </button>
    </p>
  );
}
