import type { MessageInitShape } from "@bufbuild/protobuf";
import type { ImportRowSchema } from "#gen/sluice/inventory/v1/import_pb.ts";
import type { CsvRecord } from "../csv/read-record.ts";
import { readCount, readFlag, readMinorUnits, readPrice } from "./read-cell.ts";
import type { CellFault, CellRead, Price } from "./read-cell.ts";
import type { Field, RowPlan } from "./columns.ts";

/** A row of an import, as the client of the API takes it. */
export type Row = Omit<MessageInitShape<typeof ImportRowSchema>, "$typeName" | "faults"> & {
  readonly row: bigint;
  readonly faults?: Fault[];
};

/** What of a row could not be read. */
export type Fault = Omit<CellFault, "kind"> & { readonly field: string };

/**
 * The row that a record stands for. Its number is its line in the file, so that errors name a place that can be found. An empty
 * cell leaves the field as it is. What cannot be read goes along as a fault, and the server lists it with its own.
 */
export function rowOfRecord({ line, cells }: CsvRecord, plan: RowPlan, cellCount: number): Row {
  const faults: Fault[] = raggedFault(cells, cellCount);
  const cellOf = (field: Field): string => {
    const column = plan.columns.indexOf(field);
    return column === -1 ? "" : (cells[column] ?? "").trim();
  };
  const read = <T>(field: Field, reader: (cell: string) => CellRead<T>): T | undefined => {
    const cell = cellOf(field);
    if (cell === "") return undefined;
    const found = reader(cell);
    if (found.kind === "value") return found.value;
    const { reason, description, values } = found;
    faults.push({ field, reason, description, values });
    return undefined;
  };
  // Names are one line; a spreadsheet that wraps them writes two.
  const name = cellOf("name").replaceAll(/\s+/g, " ");
  const price = priceOf(plan, cellOf, read);
  const stockDelta = read("stock_delta", (cell) => readCount(cell, plan.decimalMark));
  const perUserLimit = read("per_user_limit", (cell) => readCount(cell, plan.decimalMark));
  const paused = read("paused", readFlag);
  return {
    row: BigInt(line),
    sku: cellOf("sku"),
    ...(name !== "" && { name }),
    ...(price && { price }),
    ...(perUserLimit !== undefined && { perUserLimit }),
    ...(stockDelta !== undefined && { stockDelta }),
    ...(paused !== undefined && { paused }),
    ...(faults.length > 0 && { faults }),
  };
}

function priceOf(
  { currency, decimalMark: mark }: RowPlan,
  cellOf: (field: Field) => string,
  read: (field: Field, reader: (cell: string) => CellRead<Price>) => Price | undefined,
): Price | undefined {
  const own = cellOf("currency").toUpperCase();
  const code = own === "" ? currency : own;
  return (
    read("price", (cell) => readPrice(cell, { currency: code, mark })) ??
    read("price_minor", (cell) => readMinorUnits(cell, code))
  );
}

/** More cells than the header are let pass when they are empty: spreadsheets leave delimiters behind. */
function raggedFault(cells: readonly string[], cellCount: number): Fault[] {
  const tooMany = cells.slice(cellCount).some((cell) => cell.trim() !== "");
  if (!tooMany && cells.length >= cellCount) return [];
  return [
    {
      field: "",
      reason: "CELL_COUNT",
      description: `has ${cells.length} cells; the header has ${cellCount}`,
      values: { count: String(cells.length), headerCount: String(cellCount) },
    },
  ];
}
