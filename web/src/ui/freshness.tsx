import { failureText } from "../refresh/failure-text.ts";
import type { RefreshState } from "../refresh/refresh-state.ts";
import { isOld, refreshEveryMs } from "../refresh/refresh-state.ts";
import { MarkShape } from "./mark-view.tsx";
import { useSpeech } from "./use-speech.ts";
import { uiWords } from "./words.ts";
import styles from "./freshness.module.css";

/** How old what is shown is, and, when it is old, why and how to try again. */
export function Freshness(props: {
  readonly state: RefreshState<unknown>;
  readonly nowMs: number;
  readonly retry: () => void;
}) {
  const { state, nowMs, retry } = props;
  const { words, formats } = useSpeech(uiWords);
  const { panel } = words;
  if (!("asOfMs" in state)) return null;
  const ageMs = nowMs - state.asOfMs;
  if (!isOld(state, nowMs)) {
    return (
      <p className={styles["fresh"]} title={panel.asOf(formats.wholeTime(state.asOfMs))}>
        <span className={styles["age"]}>{formats.age(ageMs)}</span>
        {panel.refreshed(formats.duration(refreshEveryMs))}
      </p>
    );
  }
  const failure = state.phase === "stale" ? state.failure : undefined;
  const why = failure && `${failure.code}: ${failureText(failure, words)}`;
  const [clock, duration] = [formats.clock(state.asOfMs), formats.duration(ageMs)];
  return (
    <p className={styles["old"]}>
      <span className={styles["why"]} title={why}>
        <MarkShape shape="square" />
        <span>
          {why === undefined || failure?.kind === "unreachable"
            ? panel.old(clock, duration)
            : panel.oldBecause(clock, duration, why)}
        </span>
      </span>
      <button type="button" className={styles["retry"]} onClick={retry}>
        {panel.retry}
      </button>
    </p>
  );
}
