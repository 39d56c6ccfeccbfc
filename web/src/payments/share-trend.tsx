import { secondsMax } from "./channel-log.ts";
import { trendPath } from "./trend-path.ts";
import styles from "./channels.module.css";

/** Shares of the last two minutes as a line, the newest at the right: for the eye alone, the number stands beside it. */
export function ShareTrend(props: {
  readonly shares: readonly (number | undefined)[];
  readonly label: string;
  readonly bad: boolean;
}) {
  const { shares, label, bad } = props;
  return (
    <figure className={styles["figure"]}>
      <svg
        className={styles["trend"]}
        viewBox={`0 0 ${secondsMax} 100`}
        preserveAspectRatio="none"
        aria-hidden="true"
        data-bad={bad}
      >
        <path
          className={styles["grid"]}
          d={`M0 99.5H${secondsMax}M0 50H${secondsMax}M0 .5H${secondsMax}`}
        />
        <path className={styles["line"]} d={trendPath(shares, secondsMax)} />
      </svg>
      <figcaption>{label}</figcaption>
    </figure>
  );
}
