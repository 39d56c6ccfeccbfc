import type { ReactNode } from "react";
import styles from "./tiles.module.css";

/** One figure with its name over it, its last minutes and what it is made of under it. `title` says its window. */
export function Tile(props: {
  readonly label: string;
  readonly title: string;
  readonly note: ReactNode;
  readonly spark?: ReactNode;
  readonly tone?: "plain" | "attention" | "danger";
  readonly children: ReactNode;
}) {
  const { label, title, note, spark, tone = "plain", children } = props;
  return (
    <div className={styles["tile"]} title={title} data-tone={tone}>
      <dt>{label}</dt>
      <dd className={styles["figure"]}>{children}</dd>
      <dd className={styles["trend"]}>{spark}</dd>
      <dd className={styles["note"]}>{note}</dd>
    </div>
  );
}
