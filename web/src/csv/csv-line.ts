/**
 * A record as a line of comma-separated text with its CRLF (RFC 4180). Safe to open in a spreadsheet: text that one would run as
 * a formula gets an apostrophe before it, as OWASP advises under "CSV injection"; plain numbers stay numbers.
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

/** What makes Excel read UTF-8 as UTF-8: the first character of a file that people will open. */
export const byteOrderMark = "\uFEFF";

/** Also the wide forms, which a spreadsheet set to Chinese or Japanese takes for the narrow ones. */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/;
const plainNumber = /^[+-]?\d+(\.\d+)?$/;

function csvCell(text: string): string {
  const safe = formulaStart.test(text) && !plainNumber.test(text) ? `'${text}` : text;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
