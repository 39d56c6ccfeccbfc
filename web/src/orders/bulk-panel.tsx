import { useSyncExternalStore } from "react";
import { Link } from "wouter";
import { Button } from "../ui/button.tsx";
import { FailureText } from "../ui/failure-text.tsx";
import { shortId } from "../ui/short-id.ts";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { runWords } from "./run-words.ts";
import type { BulkResult, BulkState } from "./bulk-run.ts";
import { Progress } from "./progress.tsx";
import { runningBulk } from "./bulk-slot.ts";
import type { RunningBulk } from "./bulk-slot.ts";
import styles from "./run-panel.module.css";

/** How an action on many orders goes: how far it is, a way to stop it, and a result for each order. */
export function BulkPanel({ bulk }: { readonly bulk: RunningBulk }) {
  const { action, run, retry } = bulk;
  const state = useSyncExternalStore(run.subscribe, run.state);
  const words = useWords(runWords);
  const formats = useFormats();
  const { phase, counts, results } = state;
  const running = phase === "running";
  const failedCount = results.size - counts.done - counts.waiting;
  const title = running ? words[action].running : words[action].ended(formats.counted(counts.done));
  return (
    <section className={styles["panel"]} aria-label={title} data-failed={failedCount > 0}>
      <div className={styles["head"]}>
        <output className={styles["title"]}>{title}</output>
        <Progress
          label={title}
          value={results.size - counts.waiting}
          max={results.size}
          text={words.progress(
            formats.count(results.size - counts.waiting),
            formats.count(results.size),
          )}
        />
        <p className={styles["counts"]}>
          {shownCounts
            .filter((kind) => counts[kind] > 0)
            .map((kind) => words.counts[kind](formats.counted(counts[kind])))
            .join(", ")}
        </p>
        {running ? (
          <Button onClick={run.stop}>{words.stop}</Button>
        ) : (
          <>
            {failedCount > 0 && (
              <Button tone="primary" onClick={retry}>
                {words.retry(formats.counted(failedCount))}
              </Button>
            )}
            <Button onClick={() => runningBulk.put(undefined)}>{words.dismiss}</Button>
          </>
        )}
      </div>
      <Results state={state} />
    </section>
  );
}

const shownCounts = ["refused", "unknown", "left"] as const;

/** What was not done first: that is what needs somebody. */
function Results({ state }: { readonly state: BulkState }) {
  const words = useWords(runWords);
  const all = [...state.results];
  const wanted = all.filter(([, { kind }]) => kind !== "done" && kind !== "waiting");
  const done = all.filter(([, { kind }]) => kind === "done");
  return (
    <ul className={styles["results"]} aria-label={words.label}>
      {[...wanted, ...done].map(([orderId, result]) => (
        <li key={orderId} data-kind={result.kind}>
          <Link href={`/orders/${orderId}`} title={orderId}>
            <code>{shortId(orderId)}</code>
          </Link>
          <ResultText result={result} />
        </li>
      ))}
    </ul>
  );
}

function ResultText({ result }: { readonly result: BulkResult }) {
  const words = useWords(runWords).results;
  return (
    <span>
      {words[result.kind]}
      {"failure" in result && (
        <>
          . <code>{result.failure.code}</code> <FailureText failure={result.failure} />
        </>
      )}
    </span>
  );
}
