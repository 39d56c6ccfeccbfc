import { failureText } from "../refresh/failure-text.ts";
import { Button } from "../ui/button.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { uiWords } from "../ui/words.ts";
import type { UiWords } from "../ui/words.ts";
import type { Speech } from "../words/speech.ts";
import { useWords } from "../words/use-words.ts";
import { importRunner } from "./browser-import.ts";
import { ProgressBar } from "./progress-bar.tsx";
import { RunCounts } from "./run-counts.tsx";
import { RunErrors } from "./run-errors.tsx";
import { doneCount } from "./run-state.ts";
import type { RunState } from "./run-state.ts";
import { faultText } from "./unreadable-text.ts";
import { importWords } from "./words.ts";
import type { ImportWords } from "./words.ts";
import styles from "./run.module.css";

type Stopped = Extract<RunState, { phase: "stopped" }>;

/** A run that stands still: why, how far it came, and how it goes on. */
export function StoppedRun({ state }: { readonly state: Stopped }) {
  const words = useWords(importWords);
  const ui = useWords(uiWords);
  const formats = useFormats();
  const { source, run, halt } = state;
  const { lastRow, errorCount } = run.counts;
  const said = words.stopped;
  const title = run.dryRun ? said.checkTitle(source.fileName) : said.title(source.fileName);
  const done = words.run.done(
    formats.count(doneCount(run.counts)),
    formats.count(source.table.rowCount),
  );
  return (
    <>
      <section className={styles["run"]} aria-labelledby="run-title">
        <h2 id="run-title" tabIndex={-1}>
          {title}
        </h2>
        <p className={halt.kind === "asked" ? styles["why"] : styles["wrong"]}>
          {haltText(state, { words, formats, ui })}
        </p>
        <ProgressBar
          label={title}
          done={doneCount(run.counts)}
          total={source.table.rowCount}
          text={done}
          stalled
        />
        <p className={styles["why"]}>
          {done}. {!run.dryRun && (lastRow > 0 ? said.at(formats.count(lastRow)) : said.atNone)}
        </p>
        <RunCounts counts={run.counts} dryRun={run.dryRun} />
        <div className={styles["actions"]}>
          <Button tone="primary" onClick={importRunner.goOn}>
            {said.goOn}
          </Button>
          {run.dryRun && <Button onClick={importRunner.back}>{words.checked.back}</Button>}
        </div>
      </section>
      <RunErrors importId={run.importId} errorCount={errorCount} />
    </>
  );
}

function haltText(
  { halt, source }: Stopped,
  { words, formats, ui }: Speech<ImportWords> & { readonly ui: UiWords },
): string {
  const { stopped, unreadable, run } = words;
  switch (halt.kind) {
    case "asked":
      return stopped.asked;
    case "failure":
      return run.trouble(halt.failure.code, failureText(halt.failure, ui));
    case "fault":
      return `${stopped.fault} ${faultText(halt.fault, source.table.reading, unreadable, formats)}`;
    case "other_file":
      return stopped.otherFile;
    case "file_gone":
      return stopped.fileGone;
  }
}
