import { Button } from "../ui/button.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { importRunner } from "./browser-import.ts";
import { RunCounts } from "./run-counts.tsx";
import { RunErrors } from "./run-errors.tsx";
import type { RunState } from "./run-state.ts";
import { importWords } from "./words.ts";
import styles from "./run.module.css";

/** A dry run that has come to its end: what importing would do, in numbers, and the way to do it. */
export function CheckedRun({ state }: { readonly state: Extract<RunState, { phase: "checked" }> }) {
  const words = useWords(importWords).checked;
  const { counted } = useFormats();
  const { source, run } = state;
  const { createdCount, updatedCount, errorCount } = run.counts;
  const changing = createdCount + updatedCount;
  return (
    <>
      <section className={styles["run"]} aria-labelledby="run-title">
        <h2 id="run-title" tabIndex={-1}>
          {words.title(source.fileName)}
        </h2>
        <RunCounts counts={run.counts} dryRun />
        <p>
          {changing === 0
            ? words.nothing
            : words.consequences(counted(createdCount), counted(updatedCount))}{" "}
          {errorCount > 0 && words.leavesOut(counted(errorCount))}
        </p>
        <div className={styles["actions"]}>
          <Button tone="primary" onClick={importRunner.import} disabled={changing === 0}>
            {words.start(counted(source.table.rowCount - errorCount))}
          </Button>
          <Button onClick={importRunner.back}>{words.back}</Button>
        </div>
      </section>
      <RunErrors importId={run.importId} errorCount={errorCount} />
    </>
  );
}
