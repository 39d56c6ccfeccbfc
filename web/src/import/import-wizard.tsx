import type { ReactNode } from "react";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { importRunner } from "./browser-import.ts";
import { CheckedRun } from "./checked-run.tsx";
import { ChooseFile } from "./choose-file.tsx";
import { DoneRun } from "./done-run.tsx";
import { ImportSteps } from "./import-steps.tsx";
import { MappingStep } from "./mapping-step.tsx";
import { ProgressBar } from "./progress-bar.tsx";
import { RunProgress } from "./run-progress.tsx";
import type { RunState } from "./run-state.ts";
import { StoppedRun } from "./stopped-run.tsx";
import { UnfinishedImports } from "./unfinished-imports.tsx";
import { UnreadableFile } from "./unreadable-file.tsx";
import { useStepFocus } from "./use-step-focus.ts";
import { importWords } from "./words.ts";
import runStyles from "./run.module.css";
import styles from "./wizard.module.css";

/** The import of this tab, from the choice of a file to its end. */
export function ImportWizard({ state }: { readonly state: RunState }) {
  const dryRun = "run" in state && state.run.dryRun;
  const container = useStepFocus(`${state.phase} ${dryRun}`);
  return (
    <div ref={container} className={styles["wizard"]}>
      <ImportSteps state={state} />
      {stepOf(state)}
    </div>
  );
}

function stepOf(state: RunState): ReactNode {
  switch (state.phase) {
    case "empty":
      return (
        <>
          <ChooseFile onFile={importRunner.choose} />
          <UnfinishedImports />
        </>
      );
    case "reading":
      return <ReadingFile state={state} />;
    case "unreadable":
      return <UnreadableFile state={state} />;
    case "mapping":
      return <MappingStep source={state.source} />;
    case "running":
      return <RunProgress state={state} />;
    case "stopped":
      return <StoppedRun state={state} />;
    case "checked":
      return <CheckedRun state={state} />;
    case "done":
      return <DoneRun state={state} />;
  }
}

function ReadingFile({ state }: { readonly state: Extract<RunState, { phase: "reading" }> }) {
  const words = useWords(importWords).file;
  const { bytes } = useFormats();
  const { fileName, readBytes, sizeBytes } = state;
  const text = words.readSoFar(bytes(readBytes), bytes(sizeBytes));
  const title = words.reading(fileName);
  return (
    <section className={runStyles["run"]} aria-labelledby="run-title">
      <h2 id="run-title" tabIndex={-1}>
        {title}
      </h2>
      <ProgressBar label={title} done={readBytes} total={sizeBytes} text={text} />
      <p className={runStyles["note"]}>{text}</p>
    </section>
  );
}
