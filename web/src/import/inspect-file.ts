import type { CsvRecord } from "../csv/read-record.ts";
import type { Field, RowPlan } from "./columns.ts";
import { guessColumns, guessCurrency } from "./guess-columns.ts";
import { guessDelimiter } from "./guess-delimiter.ts";
import { guessDecimalMark } from "./guess-number.ts";
import { readFile } from "./read-file.ts";
import type { Reading, ReadFault } from "./read-file.ts";
import { encodings, fingerprintOf, headOf, sniff } from "./source-file.ts";
import type { Encoding, NoText, SourceFile } from "./source-file.ts";

/** What one look through a whole file has found. */
export interface Inspected {
  readonly kind: "table";
  readonly reading: Reading;
  readonly headers: readonly string[];
  /** Records without the header. */
  readonly rowCount: number;
  /** The first of them, cut to what can be shown. */
  readonly samples: readonly CsvRecord[];
  /** What the columns, the currency and the numbers seem to be. */
  readonly plan: RowPlan;
  readonly fingerprint: string;
}

/** Why a file cannot be imported as it is read. */
export type Unreadable =
  | { readonly kind: "no_text"; readonly why: NoText }
  /** Moved or changed since it was chosen, or not ours to read. */
  | { readonly kind: "gone" }
  | { readonly kind: "no_rows"; readonly reading: Reading }
  | { readonly kind: "fault"; readonly fault: ReadFault; readonly reading: Reading };

/** What the user has said of the file; the rest is guessed. */
export interface Wishes {
  readonly encoding?: Encoding | undefined;
  readonly delimiter?: string | undefined;
}

export const samplesMax = 5;
/** Records whose cells tell how numbers are written. */
const tellingMax = 200;
const sampleMaxLength = 120;
const currencyDefault = "EUR";

/**
 * Reads a file to its end without keeping it, so that whatever makes it unreadable is known before anything is sent. `onRead` hears
 * how far it is, in bytes.
 */
export async function inspectFile(
  file: SourceFile,
  wishes: Wishes,
  onRead: (readBytes: number) => void = () => {},
): Promise<Inspected | Unreadable> {
  const head = await headOf(file);
  const sniffed = sniff(file, head);
  if (!isEncoding(sniffed)) return { kind: "no_text", why: sniffed };
  const encoding = wishes.encoding ?? sniffed;
  const delimiter = wishes.delimiter ?? guessDelimiter(new TextDecoder(encoding).decode(head));
  const reading: Reading = { encoding, delimiter };
  const telling: CsvRecord[] = [];
  let count = 0;
  for await (const step of readFile(file, reading)) {
    if (step.kind === "fault") return { ...step, reading };
    count += step.records.length;
    telling.push(...step.records.slice(0, tellingMax - telling.length));
    onRead(step.readBytes);
  }
  const [first, ...rows] = telling;
  if (first === undefined || rows.length === 0) return { kind: "no_rows", reading };
  return {
    kind: "table",
    reading,
    headers: first.cells.map((cell) => shown(cell.trim())),
    rowCount: count - 1,
    samples: rows.slice(0, samplesMax).map(sampleOf),
    plan: guessPlan(first.cells, rows, delimiter),
    fingerprint: await fingerprintOf(file),
  };
}

function guessPlan(
  headers: readonly string[],
  rows: readonly CsvRecord[],
  delimiter: string,
): RowPlan {
  const columns = guessColumns(headers);
  const cellsOf = (field: Field): readonly string[] => {
    const column = columns.indexOf(field);
    return column === -1 ? [] : rows.map(({ cells }) => cells[column] ?? "");
  };
  return {
    columns,
    currency: guessCurrency(headers, columns) ?? currencyDefault,
    decimalMark: guessDecimalMark(cellsOf("price"), delimiter),
  };
}

function sampleOf({ line, cells }: CsvRecord): CsvRecord {
  return { line, cells: cells.map(shown) };
}

function shown(text: string): string {
  return text.length > sampleMaxLength ? `${text.slice(0, sampleMaxLength)}…`.toWellFormed() : text;
}

function isEncoding(sniffed: Encoding | NoText): sniffed is Encoding {
  return encodings.some((encoding) => encoding === sniffed);
}
