import { CsvReader } from "../csv/csv-reader.ts";
import type { CsvFault, CsvRecord } from "../csv/read-record.ts";
import { pieces } from "./source-file.ts";
import type { Encoding, SourceFile } from "./source-file.ts";

/** How a file is cut into records. */
export interface Reading {
  readonly encoding: Encoding;
  /** One character. */
  readonly delimiter: string;
}

/** What ends the reading of a file, with the place where it does. */
export type ReadFault =
  | CsvFault
  /** A character that the encoding cannot have, or that was lost when the file was written. */
  | { readonly kind: "no_character"; readonly line: number; readonly column: number }
  | { readonly kind: "too_many_records"; readonly line: number; readonly column: number };

/** One step of reading: records that were completed, up to a place in the file; or the end of it. */
export type ReadStep =
  | { readonly kind: "records"; readonly records: readonly CsvRecord[]; readonly readBytes: number }
  | { readonly kind: "fault"; readonly fault: ReadFault };

/** Records of one file, the header included. */
export const recordsMax = 1_000_001;

const lost = "\uFFFD";

/** Reads a file from its beginning. A fault is the last step; the records before it are good. */
export async function* readFile(
  file: SourceFile,
  { encoding, delimiter }: Reading,
): AsyncGenerator<ReadStep> {
  const reader = new CsvReader(delimiter);
  let [count, anyLost] = [0, false];
  for await (const { text, readBytes } of pieces(file, encoding)) {
    anyLost ||= text.includes(lost);
    const last = readBytes === file.size;
    const records = [...reader.push(text), ...(last ? reader.end() : [])];
    const fault =
      (anyLost ? firstLost(records) : undefined) ?? tooMany(records, count) ?? reader.fault;
    const good = fault === undefined ? records : records.filter(({ line }) => line < fault.line);
    count += good.length;
    yield { kind: "records", records: good, readBytes };
    if (fault === undefined) continue;
    yield { kind: "fault", fault };
    return;
  }
}

function firstLost(records: readonly CsvRecord[]): ReadFault | undefined {
  for (const { line, cells } of records) {
    const index = cells.findIndex((cell) => cell.includes(lost));
    if (index !== -1) return { kind: "no_character", line, column: index + 1 };
  }
  return undefined;
}

function tooMany(records: readonly CsvRecord[], count: number): ReadFault | undefined {
  const extra = records[recordsMax - count];
  return extra && { kind: "too_many_records", line: extra.line, column: 1 };
}
