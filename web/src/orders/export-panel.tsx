import { useSyncExternalStore } from "react";
import { Button } from "../ui/button.tsx";
import { FailureText } from "../ui/failure-text.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { exportWords } from "./export-words.ts";
import { runningExport } from "./export-slot.ts";
import type { RunningExport } from "./export-slot.ts";
import styles from "./run-panel.module.css";

/** How an export goes: how much there is of it, how far back it reaches, and ways to stop it and to go on after a failure. */
export function ExportPanel({ running }: { readonly running: RunningExport }) {
  const { fileName, export: run } = running;
  const state = useSyncExternalStore(run.subscribe, run.state);
  const words = useWords(exportWords);
  const formats = useFormats();
  const { phase, failure, rowCount, sizeChars, reachedMs } = state;
  return (
    <section className={styles["panel"]} aria-label={words.title} data-failed={phase === "failed"}>
      <div className={styles["head"]}>
        <output className={styles["title"]}>{words.phases[phase]}</output>
        <span>{words.soFar(formats.counted(rowCount), formats.bytes(sizeChars))}</span>
        <p className={styles["counts"]}>
          {reachedMs !== undefined && <>{words.reached(formats.dateTime(reachedMs))} </>}
          {phase !== "stopped" && <code>{fileName}</code>}
          {failure && (
            <span className={styles["wrong"]}>
              {" "}
              <code>{failure.code}</code> <FailureText failure={failure} />
            </span>
          )}
        </p>
        {phase === "failed" && (
          <Button tone="primary" onClick={() => void run.resume()}>
            {words.resume}
          </Button>
        )}
        {(phase === "running" || phase === "failed") && (
          <Button onClick={run.stop}>{phase === "failed" ? words.discard : words.stop}</Button>
        )}
        {(phase === "done" || phase === "stopped") && (
          <Button onClick={() => runningExport.put(undefined)}>{words.dismiss}</Button>
        )}
      </div>
    </section>
  );
}
