import { cellMaxLength, cellsMax } from "../csv/read-record.ts";
import type { Formats } from "../ui/formats.ts";
import type { Unreadable } from "./inspect-file.ts";
import type { Reading, ReadFault } from "./read-file.ts";
import { recordsMax } from "./read-file.ts";
import { encodingNames, fileMaxBytes } from "./source-file.ts";
import type { ImportWords } from "./words.ts";

/** Why a file cannot be imported: the place, the limit that was passed, and what to do, as far as there is one. */
export function unreadableText(
  problem: Unreadable,
  words: ImportWords["unreadable"],
  formats: Pick<Formats, "count" | "bytes">,
): string {
  switch (problem.kind) {
    case "gone":
      return words.gone;
    case "no_rows":
      return words.noRows;
    case "fault":
      return faultText(problem.fault, problem.reading, words, formats);
    case "no_text":
      return {
        empty: words.empty,
        workbook: words.workbook,
        not_text: words.notText,
        too_large: words.tooLarge(formats.bytes(fileMaxBytes)),
      }[problem.why];
  }
}

/** What ends the reading of a file, with its line and its column. */
export function faultText(
  { kind, line, column }: ReadFault,
  { encoding }: Pick<Reading, "encoding">,
  words: ImportWords["unreadable"],
  { count }: Pick<Formats, "count">,
): string {
  const at = words.at(count(line), count(column));
  switch (kind) {
    case "cell_too_long":
      return at + words.cellTooLong(count(cellMaxLength));
    case "too_many_cells":
      return at + words.tooManyCells(count(cellsMax));
    case "quote_left_open":
      return at + words.quoteLeftOpen;
    case "text_after_quote":
      return at + words.textAfterQuote;
    case "no_character":
      return at + words.noCharacter(encodingNames[encoding]);
    case "too_many_records":
      return at + words.tooManyRecords(count(recordsMax - 1));
  }
}

/** True when another encoding may help. */
export function mayBeEncoding(problem: Unreadable): boolean {
  if (problem.kind === "no_text") return problem.why === "not_text";
  return problem.kind === "fault" && problem.fault.kind === "no_character";
}
