import styles from "./progress.module.css";

/** How much of something is done; `text` is read out instead of a percentage. */
export function ProgressBar(props: {
  readonly label: string;
  readonly done: number;
  readonly total: number;
  readonly text: string;
  readonly stalled?: boolean;
}) {
  const { label, done, total, text, stalled = false } = props;
  return (
    <progress
      className={styles["bar"]}
      aria-label={label}
      aria-valuetext={text}
      max={Math.max(1, total)}
      value={Math.min(done, total)}
      data-stalled={stalled}
    />
  );
}
