import { assert } from "../../core/assert.ts";

/** A row as node:sqlite hands it over. */
export type Row = Record<string, null | number | bigint | string | Uint8Array>;

/** The text in a column. */
export function textOf(row: Row, column: string): string {
  const value = row[column];
  assert(typeof value === "string", `${column} is not text`);
  return value;
}

/** The text in a column that may be null. */
export function optionalTextOf(row: Row, column: string): string | undefined {
  return row[column] === null ? undefined : textOf(row, column);
}

/** The whole number in a column. */
export function intOf(row: Row, column: string): number {
  const value = row[column];
  assert(typeof value === "number", `${column} is not a number`);
  return value;
}

/** The whole number in a column that may be null. */
export function optionalIntOf(row: Row, column: string): number | undefined {
  return row[column] === null ? undefined : intOf(row, column);
}

/** The bytes in a column. */
export function bytesOf(row: Row, column: string): Uint8Array {
  const value = row[column];
  assert(value instanceof Uint8Array, `${column} is not bytes`);
  return value;
}
