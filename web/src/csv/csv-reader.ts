import { readRecord } from "./read-record.ts";
import type { CsvFault, CsvRecord } from "./read-record.ts";

/**
 * Reads records from text that comes in pieces, cut anywhere; records without any text are left out. Holds one piece and the beginning of one
 * record, never more than that: a cell that grows past its limit is a fault. After a fault it reads nothing.
 */
export class CsvReader {
  readonly #delimiter: number;
  #text = "";
  #line = 1;
  #fault: CsvFault | undefined;

  /** `delimiter` is one character. */
  constructor(delimiter: string) {
    this.#delimiter = delimiter.charCodeAt(0);
  }

  /** Why the file cannot be read any further. */
  get fault(): CsvFault | undefined {
    return this.#fault;
  }

  /** Takes one more piece and answers the records that are complete with it. */
  push(piece: string): readonly CsvRecord[] {
    return this.#read(piece, false);
  }

  /** Takes the end of the file and answers the last record, if it is still to come. */
  end(): readonly CsvRecord[] {
    return this.#read("", true);
  }

  #read(piece: string, last: boolean): readonly CsvRecord[] {
    if (this.#fault !== undefined) return [];
    const from = { text: this.#text + piece, delimiter: this.#delimiter, last };
    const records: CsvRecord[] = [];
    let start = 0;
    while (start < from.text.length) {
      const read = readRecord(from, start, this.#line);
      if (read.kind === "incomplete") break;
      if (read.kind === "fault") {
        this.#fault = read.fault;
        break;
      }
      if (hasText(read.record)) records.push(read.record);
      start = read.next;
      this.#line = read.nextLine;
    }
    this.#text = from.text.slice(start);
    return records;
  }
}

function hasText({ cells }: CsvRecord): boolean {
  return cells.some((cell) => cell.trim() !== "");
}
