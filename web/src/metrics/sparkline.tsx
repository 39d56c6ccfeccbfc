import { sparkCount, sparkPath, sparkTop } from "./spark.ts";
import styles from "./tiles.module.css";

/** Three minutes as a small line, from 0 to their highest value. For the eye alone: the figure beside it says the same. */
export function Sparkline(props: {
  readonly values: readonly (number | undefined)[];
  readonly second?: readonly (number | undefined)[];
}) {
  const { values, second } = props;
  const top = sparkTop([...values, ...(second ?? [])]);
  return (
    <svg
      className={styles["spark"]}
      viewBox={`0 -0.08 ${sparkCount - 1} 1.16`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path className={styles["base"]} d={`M0 1.04H${sparkCount - 1}`} />
      {second !== undefined && <path className={styles["second"]} d={sparkPath(second, top)} />}
      <path className={styles["line"]} d={sparkPath(values, top)} />
    </svg>
  );
}
