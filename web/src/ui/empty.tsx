import type { ReactNode } from "react";
import styles from "./empty.module.css";

/** Stands where there is nothing: says what will appear here, and how to make it appear. */
export function Empty(props: {
  /** What is not there, as a sentence: "No order matches these filters." */
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}) {
  const { title, children, actions } = props;
  return (
    <div className={styles["empty"]}>
      <p className={styles["title"]}>{title}</p>
      {children}
      {actions !== undefined && <div className={styles["actions"]}>{actions}</div>}
    </div>
  );
}
