/** One record of a file. */
export interface CsvRecord {
  /** Line of the file at which it begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** What ends the reading of a file: behind it nobody can tell which cell a character belongs to. */
export interface CsvFault {
  readonly kind: "cell_too_long" | "too_many_cells" | "quote_left_open" | "text_after_quote";
  /** Line and column (from 1, in cells) where the cell begins. */
  readonly line: number;
  readonly column: number;
}

/** What a look at a text came to. */
export type RecordRead =
  | {
      readonly kind: "record";
      readonly record: CsvRecord;
      /** Index and line of what follows. */
      readonly next: number;
      readonly nextLine: number;
    }
  /** The text ends before the record does. */
  | { readonly kind: "incomplete" }
  | { readonly kind: "fault"; readonly fault: CsvFault };

/** Characters of one cell. A longer one is a quote that was never closed, or no table at all. */
export const cellMaxLength = 10_000;
/** Cells of one record. */
export const cellsMax = 256;

interface From {
  readonly text: string;
  readonly delimiter: number;
  /** True when nothing follows the text. */
  readonly last: boolean;
}

/** A cell, or why there is none; `end` is the index behind it, and `lines` how many of its characters end a line. */
type CellRead =
  | { readonly kind: "cell"; readonly cell: string; readonly end: number; readonly lines: number }
  | { readonly kind: "incomplete"; readonly from: number }
  | { readonly kind: CsvFault["kind"] };

const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * Reads the record that begins at `start`, in `line`. RFC 4180, and what is met beside it: any delimiter of one character, lines
 * that end with LF, CR or both, a quote inside an unquoted cell (taken as it is). `text` must not end at `start`.
 */
export function readRecord(from: From, start: number, line: number): RecordRead {
  const cells: string[] = [];
  let cellLine = line;
  for (let index = start; ; index += 1) {
    const read = readCell(from, index);
    if (read.kind !== "cell")
      return without(read, from, { line: cellLine, column: cells.length + 1 });
    cells.push(read.cell);
    cellLine += read.lines;
    index = read.end;
    if (from.text.charCodeAt(index) === from.delimiter) {
      if (cells.length < cellsMax) continue;
      const fault = { kind: "too_many_cells", line, column: cellsMax + 1 } as const;
      return { kind: "fault", fault };
    }
    const next = afterLine(from, index);
    if (next === undefined) return { kind: "incomplete" };
    return { kind: "record", record: { line, cells }, next, nextLine: cellLine + 1 };
  }
}

/** A cell that is too long already is a fault whatever follows; one that is not closed at the very end too. */
function without(
  read: Exclude<CellRead, { kind: "cell" }>,
  { text, last }: From,
  at: Pick<CsvFault, "line" | "column">,
): RecordRead {
  if (read.kind !== "incomplete") return { kind: "fault", fault: { kind: read.kind, ...at } };
  if (text.length - read.from > cellMaxLength) {
    return { kind: "fault", fault: { kind: "cell_too_long", ...at } };
  }
  return last
    ? { kind: "fault", fault: { kind: "quote_left_open", ...at } }
    : { kind: "incomplete" };
}

function readCell(from: From, start: number): CellRead {
  return from.text.charCodeAt(start) === quote ? readQuoted(from, start) : readPlain(from, start);
}

function readPlain({ text, delimiter, last }: From, start: number): CellRead {
  let end = start;
  for (; end < text.length; end += 1) {
    const code = text.charCodeAt(end);
    if (code === delimiter || code === lineFeed || code === carriageReturn) break;
  }
  if (end === text.length && !last) return { kind: "incomplete", from: start };
  if (end - start > cellMaxLength) return { kind: "cell_too_long" };
  return { kind: "cell", cell: text.slice(start, end), end, lines: 0 };
}

function readQuoted({ text, delimiter, last }: From, start: number): CellRead {
  let close = text.indexOf('"', start + 1);
  while (close !== -1 && text.charCodeAt(close + 1) === quote) close = text.indexOf('"', close + 2);
  const end = close + 1;
  if (close === -1 || (end === text.length && !last)) return { kind: "incomplete", from: start };
  if (close - start > cellMaxLength) return { kind: "cell_too_long" };
  const code = text.charCodeAt(end);
  const ends = [delimiter, lineFeed, carriageReturn].includes(code);
  if (!ends && end < text.length) return { kind: "text_after_quote" };
  const cell = text.slice(start + 1, close);
  return { kind: "cell", cell: cell.replaceAll('""', '"'), end, lines: lineCount(cell) };
}

/** The index behind the end of a line; undefined when a line feed may still follow a carriage return. */
function afterLine({ text, last }: From, index: number): number | undefined {
  if (text.charCodeAt(index) !== carriageReturn) return index + 1;
  if (index + 1 === text.length && !last) return undefined;
  return text.charCodeAt(index + 1) === lineFeed ? index + 2 : index + 1;
}

/** How many line ends a text has; CR and LF together count once. */
function lineCount(text: string): number {
  return text.match(/\r\n?|\n/g)?.length ?? 0;
}
