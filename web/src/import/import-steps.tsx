import { useWords } from "../words/use-words.ts";
import type { RunState } from "./run-state.ts";
import { importWords } from "./words.ts";
import styles from "./steps.module.css";

const steps = ["file", "columns", "check", "import"] as const;

/** Which of the four steps an import is at. */
export function ImportSteps({ state }: { readonly state: RunState }) {
  const words = useWords(importWords).steps;
  const current = stepOf(state);
  return (
    <ol className={styles["steps"]} aria-label={words.label}>
      {steps.map((step, index) => (
        <li
          key={step}
          aria-current={index === current ? "step" : undefined}
          data-done={index < current}
        >
          <span aria-hidden="true">{index + 1}</span> {words[step]}
        </li>
      ))}
    </ol>
  );
}

function stepOf(state: RunState): number {
  switch (state.phase) {
    case "empty":
    case "reading":
    case "unreadable":
      return 0;
    case "mapping":
      return 1;
    case "running":
    case "stopped":
      return state.run.dryRun ? 2 : 3;
    case "checked":
      return 2;
    case "done":
      return 4;
  }
}
