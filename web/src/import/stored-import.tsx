import { useEffect, useState } from "react";
import { Link } from "wouter";
import { useQuery } from "@connectrpc/connect-query";
import { ImportStatus } from "#gen/sluice/inventory/v1/import_pb.ts";
import type { Import } from "#gen/sluice/inventory/v1/import_pb.ts";
import { InventoryService } from "#gen/sluice/inventory/v1/inventory_service_pb.ts";
import { queryState } from "../data/query-state.ts";
import { failureOf } from "../refresh/failure.ts";
import { useNowMs } from "../refresh/use-refresh.ts";
import { Button } from "../ui/button.tsx";
import { Empty } from "../ui/empty.tsx";
import { Panel } from "../ui/panel.tsx";
import { millisecondsOf } from "../ui/time-text.ts";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { importRecords, importRunner } from "./browser-import.ts";
import { countsOf } from "./counts-of.ts";
import { FileButton } from "./file-button.tsx";
import type { ImportRecord } from "./import-records.ts";
import { keptFiles } from "./kept-files.ts";
import { RunCounts } from "./run-counts.tsx";
import { RunErrors } from "./run-errors.tsx";
import { importWords } from "./words.ts";
import styles from "./run.module.css";
import wizardStyles from "./wizard.module.css";

/** How often an import that is on its way elsewhere is looked at. */
const lookEveryMs = 2_000;
/** A last row that is younger than this: somebody is sending. */
const activeMs = 10_000;

/** An import that this page does not run itself: as the server has it, and how it goes on if it can from here. */
export function StoredImport({ importId }: { readonly importId: string }) {
  const words = useWords(importWords).stored;
  const nowMs = useNowMs();
  const query = useQuery(
    InventoryService.method.getImport,
    { importId },
    {
      refetchInterval: ({ state }) =>
        state.data?.import?.status === ImportStatus.RUNNING && lookEveryMs,
    },
  );
  const state = queryState({ ...query, data: query.data?.import }, nowMs);
  const unknown = query.error !== null && failureOf(query.error).code === "NOT_FOUND";
  const badId = query.error !== null && failureOf(query.error).code === "INVALID_ARGUMENT";
  if (unknown || badId) {
    return (
      <Empty title={words.unknown} actions={<Link href="/stock/import">{words.new}</Link>}>
        <p>{words.unknownWhat}</p>
      </Empty>
    );
  }
  return (
    <Panel
      id="import"
      title={words.title(importId.slice(0, 8))}
      noun={words.noun}
      state={state}
      nowMs={nowMs}
      retry={() => void query.refetch()}
    >
      {(progress) => <Known progress={progress} nowMs={nowMs} />}
    </Panel>
  );
}

function Known({ progress, nowMs }: { readonly progress: Import; readonly nowMs: number }) {
  const words = useWords(importWords).stored;
  const { listTime } = useFormats();
  const { importId, dryRun, status } = progress;
  const record = importRecords.find(importId);
  const updatedMs = millisecondsOf(progress.updatedAt) ?? 0;
  const complete = status === ImportStatus.COMPLETE;
  const active = !complete && nowMs - updatedMs < activeMs;
  const counts = countsOf(progress);
  return (
    <div className={wizardStyles["wizard"]}>
      <section className={styles["run"]}>
        <p>
          {complete
            ? words.complete(listTime(updatedMs, nowMs))
            : words.running(listTime(updatedMs, nowMs))}{" "}
          {dryRun && words.dryRun} {active && words.active}
        </p>
        <RunCounts counts={counts} dryRun={dryRun} />
        {!complete && record !== undefined && <GoOn record={record} counts={counts} />}
        {!complete && record === undefined && <p className={styles["why"]}>{words.elsewhere}</p>}
      </section>
      <RunErrors importId={importId} errorCount={counts.errorCount} />
    </div>
  );
}

/** With the file that the browser has kept, at one press; else with the same file chosen again. */
function GoOn(props: {
  readonly record: ImportRecord;
  readonly counts: ReturnType<typeof countsOf>;
}) {
  const { record, counts } = props;
  const words = useWords(importWords).stopped;
  const formats = useFormats();
  const file = useKeptFile(record.importId);
  const goOn = (chosen: File): void => importRunner.resume(record, chosen, counts);
  return (
    <>
      <p className={styles["why"]}>
        {counts.lastRow > 0 ? words.at(formats.count(counts.lastRow)) : words.atNone}
      </p>
      <div className={styles["actions"]}>
        {file === undefined ? (
          <FileButton
            label={words.chooseAgain(record.source.fileName)}
            tone="primary"
            onFile={goOn}
          />
        ) : (
          <Button tone="primary" onClick={() => goOn(file)}>
            {words.goOn}
          </Button>
        )}
      </div>
      {file === undefined && <p className={styles["note"]}>{words.sameFile}</p>}
    </>
  );
}

function useKeptFile(importId: string): File | undefined {
  const [file, setFile] = useState<File>();
  useEffect(() => {
    let current = true;
    const find = async (): Promise<void> => {
      const found = await keptFiles.find(importId);
      if (current) setFile(found);
    };
    void find();
    return () => {
      current = false;
    };
  }, [importId]);
  return file;
}
