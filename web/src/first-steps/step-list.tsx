import { CopyButton } from "../ui/copy-button.tsx";
import type { Step } from "./commands.ts";
import styles from "./step-list.module.css";

/** Steps that are done in a shell, each with its command to copy. */
export function StepList({ steps }: { readonly steps: readonly Step[] }) {
  return (
    <ol className={styles["steps"]}>
      {steps.map((step, index) => (
        <li key={step.title} className={styles["step"]}>
          <span className={styles["number"]} aria-hidden="true">
            {index + 1}
          </span>
          <div className={styles["text"]}>
            <h3>{step.title}</h3>
            <p>{step.why}</p>
          </div>
          <CopyButton text={step.command} name={`the command: ${step.title}`} />
          <pre className={styles["command"]}>
            <code>{step.command}</code>
          </pre>
        </li>
      ))}
    </ol>
  );
}
