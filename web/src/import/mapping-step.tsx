import { Button } from "../ui/button.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { importRunner } from "./browser-import.ts";
import { canCreate, planProblem } from "./columns.ts";
import { FileButton } from "./file-button.tsx";
import { FileSettings } from "./file-settings.tsx";
import { MapColumns } from "./map-columns.tsx";
import { PreviewRows } from "./preview-rows.tsx";
import type { Source } from "./run-state.ts";
import { importWords } from "./words.ts";
import styles from "./mapping.module.css";

/** A file that was read: its columns, how it is read, and what comes of it. */
export function MappingStep({ source }: { readonly source: Source }) {
  const words = useWords(importWords);
  const { counted } = useFormats();
  const { table, plan, fileName } = source;
  const problem = planProblem(plan);
  return (
    <div className={styles["mapping"]}>
      <header className={styles["head"]}>
        <h2 tabIndex={-1}>{words.columns.title(counted(table.rowCount), fileName)}</h2>
        <FileButton label={words.file.another} onFile={importRunner.choose} />
      </header>
      <MapColumns source={source} />
      <FileSettings source={source} />
      <ul className={styles["hints"]}>
        {!canCreate(plan) && <li>{words.hints.cannotCreate}</li>}
        {plan.columns.includes("stock_delta") && <li>{words.hints.stock}</li>}
        <li>{words.hints.empty}</li>
      </ul>
      <h3>{words.preview.title}</h3>
      <PreviewRows source={source} />
      <div className={styles["go"]}>
        <Button tone="primary" onClick={importRunner.check} disabled={problem !== undefined}>
          {words.check.start(counted(table.rowCount))}
        </Button>
        <output data-wrong={problem !== undefined}>
          {problem === undefined ? words.check.what : words.problems[problem]}
        </output>
      </div>
    </div>
  );
}
