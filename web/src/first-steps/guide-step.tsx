import type { ReactNode } from "react";
import { useWords } from "../words/use-words.ts";
import { firstStepsWords } from "./words.ts";
import styles from "./step-list.module.css";

/** One step of the three: what it is for, what does it, and that it is done once it is. */
export function GuideStep(props: {
  readonly number: number;
  readonly title: string;
  readonly why: string;
  /** What is there already; undefined while nothing is. */
  readonly done?: string | undefined;
  readonly refusal?: string;
  readonly children: ReactNode;
}) {
  const { number, title, why, done, refusal = "", children } = props;
  const words = useWords(firstStepsWords);
  return (
    <li className={styles["step"]} data-done={done !== undefined}>
      <span className={styles["number"]} aria-hidden="true">
        {done === undefined ? number : "✓"}
      </span>
      <div className={styles["text"]}>
        <h2>{title}</h2>
        <p>{why}</p>
        {done !== undefined && (
          <p className={styles["done"]}>
            {words.done} {done}
          </p>
        )}
        <p className={styles["actions"]}>{children}</p>
        {refusal !== "" && (
          <p role="alert" className={styles["refusal"]}>
            {refusal}
          </p>
        )}
      </div>
    </li>
  );
}
