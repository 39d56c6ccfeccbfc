import type { ReactNode } from "react";
import styles from "./page-head.module.css";

/** The head of a page: what it is, what it is about, and what can be done there. */
export function PageHead(props: {
  readonly title: ReactNode;
  /** One line under the title: how many, of what, as of when. */
  readonly subtitle?: ReactNode;
  /** Leads back to where this belongs. */
  readonly trail?: ReactNode;
  readonly actions?: ReactNode;
}) {
  const { title, subtitle, trail, actions } = props;
  return (
    <header className={styles["head"]}>
      <div className={styles["words"]}>
        {trail !== undefined && <p className={styles["trail"]}>{trail}</p>}
        <h1>{title}</h1>
        {subtitle !== undefined && <p className={styles["subtitle"]}>{subtitle}</p>}
      </div>
      {actions !== undefined && <div className={styles["actions"]}>{actions}</div>}
    </header>
  );
}
