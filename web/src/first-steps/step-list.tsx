import { CopyButton } from "../ui/copy-button.tsx";
import { useWords } from "../words/use-words.ts";
import type { StepName } from "./commands.ts";
import { firstStepsWords } from "./words.ts";
import styles from "./step-list.module.css";

/** Steps that are done in a shell, each with its command to copy. */
export function StepList(props: {
  readonly steps: readonly StepName[];
  readonly commands: Readonly<Record<StepName, string>>;
}) {
  const { steps, commands } = props;
  const words = useWords(firstStepsWords);
  return (
    <ol className={styles["steps"]}>
      {steps.map((step, index) => (
        <li key={step} className={styles["step"]}>
          <span className={styles["number"]} aria-hidden="true">
            {index + 1}
          </span>
          <div className={styles["text"]}>
            <h3>{words.steps[step].title}</h3>
            <p>{words.steps[step].why}</p>
          </div>
          <CopyButton text={commands[step]} name={words.command(words.steps[step].title)} />
          <pre className={styles["command"]}>
            <code>{commands[step]}</code>
          </pre>
        </li>
      ))}
    </ol>
  );
}
