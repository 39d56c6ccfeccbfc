import { Button } from "../ui/button.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { failureText } from "../refresh/failure-text.ts";
import { useNowMs } from "../refresh/use-refresh.ts";
import { uiWords } from "../ui/words.ts";
import { useWords } from "../words/use-words.ts";
import { importRunner } from "./browser-import.ts";
import { rowsPerSecond } from "./pace.ts";
import { ProgressBar } from "./progress-bar.tsx";
import { RunCounts } from "./run-counts.tsx";
import { doneCount } from "./run-state.ts";
import type { RunState, Trouble } from "./run-state.ts";
import { importWords } from "./words.ts";
import styles from "./run.module.css";

/** A run on its way: how far, how fast, what stands in its way, and how to stop it. */
export function RunProgress({
  state,
}: {
  readonly state: Extract<RunState, { phase: "running" }>;
}) {
  const words = useWords(importWords).run;
  const formats = useFormats();
  const { run, source, trouble, stopping } = state;
  const [done, total] = [doneCount(run.counts), source.table.rowCount];
  const perSecond = trouble === undefined ? rowsPerSecond(run.samples) : undefined;
  const title = run.dryRun ? words.checking(source.fileName) : words.importing(source.fileName);
  const left = total - done;
  const doneText = words.done(formats.count(done), formats.count(total));
  const slow = perSecond === undefined || perSecond < 1;
  return (
    <section className={styles["run"]} aria-labelledby="run-title">
      <h2 id="run-title" tabIndex={-1}>
        {title}
      </h2>
      <ProgressBar
        label={title}
        done={done}
        total={total}
        text={doneText}
        stalled={trouble !== undefined}
      />
      <p className={styles["figures"]}>
        <span>{doneText}</span>
        {!slow && <span>{words.rate(formats.count(Math.round(perSecond)))}</span>}
        <span>
          {slow
            ? words.leftRows(formats.count(left))
            : words.left(
                formats.count(left),
                formats.duration(Math.max(1_000, (left / perSecond) * 1_000)),
              )}
        </span>
      </p>
      {trouble && <TroubleText trouble={trouble} />}
      <RunCounts counts={run.counts} dryRun={run.dryRun} />
      <p className={styles["note"]}>{stopping ? words.stopping : words.keepsOn}</p>
      <div className={styles["actions"]}>
        <Button onClick={importRunner.stop} busy={stopping}>
          {words.stop}
        </Button>
      </div>
    </section>
  );
}

function TroubleText({ trouble }: { readonly trouble: Trouble }) {
  const words = useWords(importWords).run;
  const ui = useWords(uiWords);
  const { count, duration } = useFormats();
  const { failure, attempt, retryAtMs } = trouble;
  const leftMs = Math.max(1_000, retryAtMs - useNowMs());
  return (
    <output className={styles["trouble"]}>
      {words.trouble(failure.code, failureText(failure, ui))}{" "}
      {words.nextTry(count(attempt), duration(leftMs))}
    </output>
  );
}
