import { secondsMax } from "./channel-log.ts";
import type { ChannelSecond } from "./channel-log.ts";
import { areaPath, trendPath } from "./trend-path.ts";
import styles from "./channels.module.css";

/**
 * The last two minutes of a channel, the newest at the right: its share of all calls as a field, that of its calls that failed as a line over
 * it. For the eye alone, the numbers stand beside it.
 */
export function ChannelTrend(props: {
  readonly seconds: readonly ChannelSecond[];
  readonly label: string;
}) {
  const { seconds, label } = props;
  const errors = seconds.map((second) => second.errors);
  const traffic = seconds.map((second) => second.traffic);
  return (
    <figure className={styles["figure"]}>
      <svg
        className={styles["trend"]}
        viewBox={`0 0 ${secondsMax} 100`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <path className={styles["field"]} d={areaPath(traffic, secondsMax)} />
        <path
          className={styles["grid"]}
          d={`M0 99.5H${secondsMax}M0 50H${secondsMax}M0 .5H${secondsMax}`}
        />
        <path
          className={styles["line"]}
          data-bad={errors.some((share) => share !== undefined && share > 0)}
          d={trendPath(errors, secondsMax)}
        />
      </svg>
      <figcaption>{label}</figcaption>
    </figure>
  );
}
