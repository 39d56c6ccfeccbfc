import { CsvReader } from "../csv/csv-reader.ts";

export const delimiters = [",", ";", "\t", "|"] as const;

/**
 * The delimiter of a file, from its beginning: the one with which most records have as many cells as the first, and of those
 * the one that makes most cells. A comma when there is only one column.
 */
export function guessDelimiter(head: string): string {
  let best = { delimiter: delimiters[0] as string, share: 0, cells: 1 };
  for (const delimiter of delimiters) {
    const found = { delimiter, ...fit(head, delimiter) };
    const better =
      found.share > best.share || (found.share === best.share && found.cells > best.cells);
    if (found.cells > 1 && better) best = found;
  }
  return best.delimiter;
}

function fit(head: string, delimiter: string): { readonly share: number; readonly cells: number } {
  const reader = new CsvReader(delimiter);
  // The last record may be cut: it is left out unless it is the only one.
  const whole = reader.push(head);
  const records = whole.length > 0 ? whole : reader.end();
  const cells = records[0]?.cells.length ?? 0;
  const alike = records.filter((record) => record.cells.length === cells).length;
  return { share: records.length === 0 ? 0 : alike / records.length, cells };
}
