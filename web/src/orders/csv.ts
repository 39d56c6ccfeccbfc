/** Begins a file that spreadsheets are to read as UTF-8. */
export const byteOrderMark = "\u{FEFF}";

/** One line of a CSV file (RFC 4180), with its CRLF. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

/**
 * One cell. A spreadsheet runs what begins with = + - @, a tab or a line break as a formula, also when it is quoted: an apostrophe
 * before it makes it text (OWASP, CSV injection). Quoted where a reader could misread it.
 */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
