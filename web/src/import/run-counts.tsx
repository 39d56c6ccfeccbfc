import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import type { Counts } from "./run-state.ts";
import { importWords } from "./words.ts";
import styles from "./run.module.css";

/** What became of the rows so far, or would become of them. */
export function RunCounts({
  counts,
  dryRun,
}: {
  readonly counts: Counts;
  readonly dryRun: boolean;
}) {
  const words = useWords(importWords).counts;
  const { count } = useFormats();
  const figures = [
    [dryRun ? words.wouldCreate : words.created, counts.createdCount],
    [dryRun ? words.wouldUpdate : words.updated, counts.updatedCount],
    [words.unchanged, counts.unchangedCount],
    [words.failed, counts.errorCount],
  ] as const;
  return (
    <dl className={styles["counts"]} aria-label={words.label}>
      {figures.map(([label, value]) => (
        <div key={label} data-wrong={label === words.failed && value > 0}>
          <dt>{label}</dt>
          <dd>{count(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
