import { BadPosition } from "../storage.ts";
import type { Page } from "../storage.ts";
import type { Statements } from "./connection.ts";
import { intOf } from "./row.ts";
import type { Row } from "./row.ts";

/** Where a row stands in the order of a source. */
export type Place = readonly (string | number)[];

/** One index that can lead a list. */
export interface ListSource<T> {
  /** Stands in the positions of its pages: what has led the first page leads the others. */
  readonly name: string;
  /** What the rows need, the columns of the place among it. */
  readonly columns: string;
  /** The index alone, and what to join to it for the columns. */
  readonly index: string;
  readonly join: string;
  /** Rows after a place. Parameters: `parameters`, then the place. */
  readonly where: string;
  readonly orderBy: string;
  readonly parameters: Place;
  /** Before the first row. */
  readonly start: Place;
  readonly placeOf: (row: Row) => Place;
  /** What a row is read into; undefined for one that the filters pass over. */
  readonly read: (row: Row) => T | undefined;
}

/** Rows up to which a source is counted, in its index alone. */
const countMax = 500;

/**
 * A page of a list that several indexes can lead. The one with the fewest rows does, as far as 500 tell; the other filters
 * are tried row by row, and the scan ends after `scanMaxRows`: then the page is short and has a next. Sources may sort
 * differently, so a position names the one it belongs to.
 */
export function readSourcedList<T>(
  statements: Statements,
  sources: readonly [ListSource<T>, ...ListSource<T>[]],
  query: { readonly limit: number; readonly after: string | undefined },
  scanMaxRows: number,
): Page<T> {
  const { source, place } =
    query.after === undefined ? begin(statements, sources) : resume(sources, query.after);
  const rows = statements
    .prepare(selectOf(source))
    .iterate(...source.parameters, ...place, scanMaxRows);
  return scan(rows, source, { limit: query.limit, scanMaxRows });
}

interface Start<T> {
  readonly source: ListSource<T>;
  readonly place: Place;
}

function begin<T>(
  statements: Statements,
  sources: readonly [ListSource<T>, ...ListSource<T>[]],
): Start<T> {
  let [best] = sources;
  let bestCount = Number.POSITIVE_INFINITY;
  for (const source of sources.length > 1 ? sources : []) {
    const row = statements.prepare(countOf(source)).get(...source.parameters, ...source.start);
    const count = row === undefined ? 0 : intOf(row, "count");
    if (count < bestCount) [best, bestCount] = [source, count];
  }
  return { source: best, place: best.start };
}

function resume<T>(sources: readonly ListSource<T>[], after: string): Start<T> {
  const [name, ...parts] = after.split(" ");
  const source = sources.find((each) => each.name === name);
  if (source === undefined || source.start.length !== parts.length) throw notOurs();
  const place = source.start.map((first, index) =>
    typeof first === "number" ? wholeNumber(parts[index]) : (parts[index] ?? ""),
  );
  return { source, place };
}

function scan<T>(
  rows: Iterable<Row>,
  source: ListSource<T>,
  bounds: { readonly limit: number; readonly scanMaxRows: number },
): Page<T> {
  const taken: T[] = [];
  let scannedCount = 0;
  let last: Place = source.start;
  const position = (): string => [source.name, ...last].join(" ");
  for (const row of rows) {
    if (taken.length === bounds.limit) return { rows: taken, next: position() };
    scannedCount += 1;
    last = source.placeOf(row);
    const thing = source.read(row);
    if (thing !== undefined) taken.push(thing);
  }
  return { rows: taken, next: scannedCount === bounds.scanMaxRows ? position() : undefined };
}

function selectOf<T>({ columns, index, join, where, orderBy, ...source }: ListSource<T>): string {
  const limitAt = source.parameters.length + source.start.length + 1;
  return `SELECT ${columns} FROM ${index} ${join} WHERE ${where} ORDER BY ${orderBy} LIMIT ?${limitAt}`;
}

function countOf<T>({ index, where }: ListSource<T>): string {
  return `SELECT count(*) AS count FROM (SELECT 1 FROM ${index} WHERE ${where} LIMIT ${countMax})`;
}

function wholeNumber(text: string | undefined): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw notOurs();
  return value;
}

function notOurs(): BadPosition {
  return new BadPosition("not a position in this list");
}
