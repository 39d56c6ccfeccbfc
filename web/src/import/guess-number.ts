import type { DecimalMark } from "./columns.ts";

/**
 * Which mark separates decimals in cells with amounts. Votes have those that can mean one thing only: one or two digits behind
 * the mark, or both marks in one cell. Without any, files with semicolons come from where the comma is taken for decimals.
 */
export function guessDecimalMark(cells: readonly string[], delimiter: string): DecimalMark {
  let commas = 0;
  for (const cell of cells) commas += vote(cell);
  if (commas !== 0) return commas > 0 ? "," : ".";
  return delimiter === ";" ? "," : ".";
}

/** 1 for a decimal comma, -1 for a point, 0 when the cell does not tell. */
function vote(cell: string): number {
  const [, marks = "", digits = ""] = /((?:[.,]\d+)*[.,])(\d+)\D*$/.exec(cell) ?? [];
  const last = marks.at(-1);
  if (last === undefined) return 0;
  const both = marks.includes(".") && marks.includes(",");
  if (!both && digits.length === 3) return 0;
  return last === "," ? 1 : -1;
}
