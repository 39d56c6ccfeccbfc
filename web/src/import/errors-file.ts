import type { ImportError } from "#gen/sluice/inventory/v1/import_pb.ts";
import { byteOrderMark, csvLine } from "../csv/csv-line.ts";
import type { FileSink } from "../orders/file-sink.ts";
import { persist } from "../refresh/persist.ts";
import type { PersistOptions } from "../refresh/persist.ts";
import type { Failure } from "../refresh/failure.ts";

export interface ErrorsPage {
  readonly errors: readonly ImportError[];
  /** Empty on the last page. */
  readonly nextPageToken: string;
}

export interface ErrorsFileOptions extends Pick<PersistOptions, "wait" | "chance" | "signal"> {
  readonly sink: FileSink;
  readonly readPage: (pageToken: string, signal: AbortSignal) => Promise<ErrorsPage>;
  readonly onWritten: (errorCount: number) => void;
}

const attemptsMax = 5;

/**
 * Writes every error of an import into a file, a page at a time, and answers why it could not, if it could not. Its columns have the
 * names of the API and the descriptions of the server, whatever the language of the page: the file may go to somebody else.
 */
export async function writeErrors(options: ErrorsFileOptions): Promise<Failure | undefined> {
  const { sink, signal, readPage, onWritten } = options;
  await sink.write(byteOrderMark + csvLine(["line", "sku", "field", "description"]));
  let [pageToken, errorCount] = ["", 0];
  do {
    const token = pageToken;
    const page = await persist(() => readPage(token, signal), { ...options, attemptsMax });
    if (page.kind !== "answered") {
      await sink.discard();
      return page.kind === "failed" ? page.failure : undefined;
    }
    await sink.write(page.value.errors.map(errorLine).join(""));
    errorCount += page.value.errors.length;
    pageToken = page.value.nextPageToken;
    onWritten(errorCount);
  } while (pageToken !== "");
  await sink.close();
  return undefined;
}

function errorLine({ row, sku, field, description }: ImportError): string {
  return csvLine([String(row), sku, field, description]);
}
