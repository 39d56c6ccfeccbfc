import { useLive } from "../live/use-live.ts";
import { useNowMs } from "../refresh/use-refresh.ts";
import { countdown } from "./duration-words.ts";
import { wholeTimeText } from "./time-text.ts";
import styles from "./countdown.module.css";

/** Less than this is soon. */
const soonMs = 60_000;

/** Time left until something ends, by the server's clock, each second. Its end on hover; `ended` once that has come. */
export function Countdown({
  endsAtMs,
  ended,
}: {
  readonly endsAtMs: number;
  readonly ended: string;
}) {
  const aheadMs = useLive((view) => view.wire.clockAheadMs);
  const leftMs = endsAtMs - useNowMs() - aheadMs;
  return (
    <span
      className={styles["countdown"]}
      data-soon={leftMs > 0 && leftMs <= soonMs}
      title={wholeTimeText(endsAtMs)}
    >
      {leftMs > 0 ? countdown(leftMs) : ended}
    </span>
  );
}
