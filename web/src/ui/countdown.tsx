import { useLive } from "../live/use-live.ts";
import { useNowMs } from "../refresh/use-refresh.ts";
import { useFormats } from "./use-formats.ts";
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
  const formats = useFormats();
  const aheadMs = useLive((view) => view.wire.clockAheadMs);
  const leftMs = endsAtMs - useNowMs() - aheadMs;
  return (
    <span
      className={styles["countdown"]}
      data-soon={leftMs > 0 && leftMs <= soonMs}
      title={formats.wholeTime(endsAtMs)}
    >
      {leftMs > 0 ? formats.countdown(leftMs) : ended}
    </span>
  );
}
