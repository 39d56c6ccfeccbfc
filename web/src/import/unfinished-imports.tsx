import { Link } from "wouter";
import { useNowMs } from "../refresh/use-refresh.ts";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { importRecords } from "./browser-import.ts";
import { importWords } from "./words.ts";
import styles from "./wizard.module.css";

/** Imports that this browser began and that have not come to their end. */
export function UnfinishedImports() {
  const words = useWords(importWords).unfinished;
  const { listTime } = useFormats();
  const nowMs = useNowMs();
  const records = importRecords.list();
  if (records.length === 0) return null;
  return (
    <section className={styles["unfinished"]} aria-labelledby="unfinished-title">
      <h2 id="unfinished-title">{words.title}</h2>
      <ul>
        {records.map(({ importId, startedAtMs, source }) => (
          <li key={importId}>
            {source.fileName}
            <span>{words.since(listTime(startedAtMs, nowMs))}</span>
            <Link
              href={`/stock/import/${importId}`}
              aria-label={`${words.open}: ${source.fileName}`}
            >
              {words.open}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
