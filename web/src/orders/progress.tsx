import styles from "./progress.module.css";

/** How far something is, as a bar and in words. */
export function Progress(props: {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  readonly text: string;
}) {
  const { label, value, max, text } = props;
  return (
    <span className={styles["progress"]}>
      <progress aria-label={label} value={value} max={Math.max(1, max)} />
      <span className={styles["text"]}>{text}</span>
    </span>
  );
}
