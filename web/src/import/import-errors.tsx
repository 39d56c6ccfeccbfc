import { useEffect, useState } from "react";
import { createClient } from "@connectrpc/connect";
import { useInfiniteQuery } from "@connectrpc/connect-query";
import type { ImportError } from "#gen/sluice/inventory/v1/import_pb.ts";
import { InventoryService } from "#gen/sluice/inventory/v1/inventory_service_pb.ts";
import { openFile } from "../orders/file-sink.ts";
import { failureOf } from "../refresh/failure.ts";
import { waitMs } from "../refresh/persist.ts";
import { useAtMost } from "../refresh/use-at-most.ts";
import { transport } from "../rpc.ts";
import { DataTable } from "../table/data-table.tsx";
import { Button } from "../ui/button.tsx";
import { toastFailure } from "../ui/toast.ts";
import { useFormats } from "../ui/use-formats.ts";
import { uiWords } from "../ui/words.ts";
import { useWords } from "../words/use-words.ts";
import { errorColumns, keyOfError, numberedErrors } from "./error-columns.ts";
import { writeErrors } from "./errors-file.ts";
import { importWords } from "./words.ts";
import runStyles from "./run.module.css";
import styles from "./errors.module.css";

const pageSize = 1_000;
/** While rows come in, the first errors are read again at most this often. */
const rereadMs = 2_000;

/** The rows of an import that failed: the first thousand at once, the rest page by page or as a file. */
export function ImportErrors(props: { readonly importId: string; readonly errorCount: number }) {
  const { importId, errorCount } = props;
  const words = useWords(importWords);
  const { violations } = useWords(uiWords);
  const formats = useFormats();
  const { errors, more, loading } = useErrors(importId, errorCount);
  const rows = numberedErrors(errors);
  return (
    <section className={styles["errors"]} aria-labelledby="errors-title">
      <header className={styles["head"]}>
        <h2 id="errors-title">{words.errors.title(formats.counted(errorCount))}</h2>
        <DownloadErrors importId={importId} />
      </header>
      {rows.length > 0 && (
        <DataTable
          label={words.errors.label}
          rows={rows}
          keyOf={keyOfError}
          columns={errorColumns(words, violations, formats)}
          listKey={importId}
          totalCount={more === undefined ? rows.length : -1}
        />
      )}
      {more !== undefined && (
        <p className={runStyles["actions"]}>
          <span>{words.errors.first(formats.count(rows.length))}</span>
          <Button onClick={more} busy={loading}>
            {words.errors.more}
          </Button>
        </p>
      )}
    </section>
  );
}

function useErrors(importId: string, errorCount: number) {
  const query = useInfiniteQuery(
    InventoryService.method.listImportErrors,
    { importId, pageSize, pageToken: "" },
    {
      pageParamKey: "pageToken",
      getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined,
    },
  );
  const { data, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = query;
  const errors: readonly ImportError[] = data?.pages.flatMap((page) => page.errors) ?? [];
  const settled = useAtMost(errorCount, rereadMs);
  useEffect(() => {
    if (errors.length < pageSize) void refetch();
    // Only the count says that there is more to read.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [settled]);
  return {
    errors,
    more: hasNextPage ? () => void fetchNextPage() : undefined,
    loading: isFetchingNextPage,
  };
}

const inventory = createClient(InventoryService, transport);

function DownloadErrors({ importId }: { readonly importId: string }) {
  const words = useWords(importWords).errors;
  const { count } = useFormats();
  const [written, setWritten] = useState<number>();
  const download = async (): Promise<void> => {
    const name = `${words.fileName}-${importId.slice(0, 8)}.csv`;
    const sink = await openFile({ name, extension: ".csv", mediaType: "text/csv" });
    if (sink === undefined) return;
    setWritten(0);
    const failure = await writeErrors({
      sink,
      signal: new AbortController().signal,
      wait: waitMs,
      chance: () => Math.random(),
      onWritten: setWritten,
      readPage: (pageToken, signal) =>
        inventory.listImportErrors({ importId, pageSize, pageToken }, { signal }),
    });
    if (failure !== undefined) toastFailure(words.failed, failure);
  };
  const run = (): void => {
    download()
      .catch((error: unknown) => toastFailure(words.failed, failureOf(error)))
      .finally(() => setWritten(undefined));
  };
  return (
    <Button onClick={run} busy={written !== undefined}>
      {written === undefined ? words.download : words.downloading(count(written))}
    </Button>
  );
}
