import type { RowPlan } from "./columns.ts";
import { readFile } from "./read-file.ts";
import type { Reading, ReadFault } from "./read-file.ts";
import { rowOfRecord } from "./row-of-record.ts";
import type { Fault, Row } from "./row-of-record.ts";
import type { SourceFile } from "./source-file.ts";

/** Rows that are sent with one call. */
export interface Chunk {
  readonly kind: "chunk";
  readonly rows: readonly Row[];
  /** True for the one that completes the import. */
  readonly last: boolean;
}

/** Most rows of a call, by contract. */
export const chunkRowsMax = 1_000;
/** Well under the mebibyte that the server takes in one message. */
export const chunkMaxBytes = 384 * 1024;

/**
 * The rows of a file in chunks, those up to `afterRow` left out: the server has them. The last chunk says that it is the last, and
 * may be empty. A file that cannot be read any further ends in a fault, which comes instead of the last chunk.
 */
export async function* chunksOf(
  file: SourceFile,
  { reading, plan, afterRow }: ChunkOptions,
): AsyncGenerator<Chunk | { readonly kind: "fault"; readonly fault: ReadFault }> {
  let cellCount: number | undefined;
  let [rows, bytes]: [Row[], number] = [[], 0];
  for await (const step of readFile(file, reading)) {
    if (step.kind === "fault") return yield step;
    for (const record of step.records) {
      if (cellCount === undefined) {
        cellCount = record.cells.length;
        continue;
      }
      if (record.line <= afterRow) continue;
      const row = rowOfRecord(record, plan, cellCount);
      const rowBytes = bytesAtMost(row);
      if (rows.length === chunkRowsMax || bytes + rowBytes > chunkMaxBytes) {
        yield { kind: "chunk", rows, last: false };
        [rows, bytes] = [[], 0];
      }
      rows.push(row);
      bytes += rowBytes;
    }
  }
  yield { kind: "chunk", rows, last: true };
}

export interface ChunkOptions {
  readonly reading: Reading;
  readonly plan: RowPlan;
  /** Number of the last row that the server has; 0 for none. */
  readonly afterRow: number;
}

/** No UTF-16 unit takes more than 3 bytes of UTF-8; numbers, tags and lengths fit into the rest. */
function bytesAtMost({ sku = "", name = "", faults = [] }: Row): number {
  const texts = [sku, name, ...faults.flatMap(textsOf)];
  return texts.reduce((sum, text) => sum + 3 * text.length + 8, 64);
}

function textsOf({ field, reason, description, values }: Fault): readonly string[] {
  return [field, reason, description, ...Object.entries(values).flat()];
}
