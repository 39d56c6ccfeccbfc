import { Link, useLocation } from "wouter";
import { Button } from "../ui/button.tsx";
import { useWords } from "../words/use-words.ts";
import { importRunner } from "./browser-import.ts";
import { RunCounts } from "./run-counts.tsx";
import { RunErrors } from "./run-errors.tsx";
import type { RunState } from "./run-state.ts";
import { importWords } from "./words.ts";
import styles from "./run.module.css";

/** An import that is complete. */
export function DoneRun({ state }: { readonly state: Extract<RunState, { phase: "done" }> }) {
  const words = useWords(importWords).done;
  const [, navigate] = useLocation();
  const { source, run } = state;
  const { errorCount } = run.counts;
  const another = (): void => {
    importRunner.reset();
    navigate("/stock/import");
  };
  return (
    <>
      <section className={styles["run"]} aria-labelledby="run-title">
        <h2 id="run-title" tabIndex={-1}>
          {words.title(source.fileName)}
        </h2>
        <RunCounts counts={run.counts} dryRun={false} />
        <div className={styles["actions"]}>
          <Link href="/stock">{words.seeStock}</Link>
          <Button onClick={another}>{words.another}</Button>
        </div>
      </section>
      <RunErrors importId={run.importId} errorCount={errorCount} />
    </>
  );
}
