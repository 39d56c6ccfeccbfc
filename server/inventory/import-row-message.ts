import type { ImportFault, ImportRow as RowMessage } from "#gen/sluice/inventory/v1/import_pb.ts";
import { priceField, skuField } from "../rpc/fields.ts";
import { grouped, Violations } from "../rpc/violations.ts";
import { importRowsMax } from "./import.ts";
import type { ImportRow } from "./import.ts";
import { perUserLimitRange, stockDeltaRange } from "./item-request-message.ts";
import { itemNameMaxLength } from "./item.ts";

/** The number that a row came after, when none came before. */
export const noRow = 0;

/**
 * The rows of one message, which follow `previousRow`. What is wrong inside a row becomes its problem, and the import
 * goes on; rows that are too many or out of order are violations of the request, because the place where an import
 * resumes hangs on their numbers.
 */
export function importRowsField(
  violations: Violations,
  rows: readonly RowMessage[],
  previousRow: number,
): readonly ImportRow[] {
  if (rows.length > importRowsMax) {
    const said = `has ${grouped(rows.length)} rows; allowed: 0 to ${grouped(importRowsMax)} a message`;
    violations.add("rows", said);
    return [];
  }
  let previous = previousRow;
  return rows.map((message, index) => {
    previous = rowNumberField(violations, `rows[${index}].row`, message.row, previous);
    return parseRow(message, previous);
  });
}

function rowNumberField(
  violations: Violations,
  field: string,
  row: bigint,
  previous: number,
): number {
  const number = violations.integer(field, row, { min: 1, max: Number.MAX_SAFE_INTEGER });
  if (row >= 1n && number <= previous) {
    violations.add(
      field,
      `is ${grouped(row)}; rows must ascend, and the one before was ${grouped(previous)}`,
    );
  }
  return Math.max(number, previous);
}

/** One row, with what is wrong with its form: paths are those of the row, "price.currency_code". */
export function parseRow(message: RowMessage, row: number): ImportRow {
  const violations = new Violations();
  const { name, price, perUserLimit, paused } = message;
  const sku = skuField(violations, "sku", message.sku);
  const change = {
    name: name === undefined ? undefined : violations.text("name", name, itemNameMaxLength),
    price: price === undefined ? undefined : priceField(violations, "price", price),
    perUserLimit:
      perUserLimit === undefined
        ? undefined
        : violations.integer("per_user_limit", perUserLimit, perUserLimitRange),
    paused,
  };
  const stockDelta = violations.integer("stock_delta", message.stockDelta, stockDeltaRange);
  addFaults(violations, message.faults);
  const problems = violations.found;
  if (problems.length === 0) return { row, sku, change, stockDelta, problems };
  // What is wrong is kept to be listed: without the rest of the row, and without a SKU of any length.
  return { row, sku: shownSku(sku), change: {}, stockDelta: 0, problems };
}

const faultsMax = 8;
const faultFieldMaxLength = 64;
const faultMaxLength = 300;

/** Faults of the sender stand in the list as ours do; too many or too long ones are cut, not refused. */
function addFaults(violations: Violations, faults: readonly ImportFault[]): void {
  for (const { field, description } of faults.slice(0, faultsMax)) {
    const said = shown(description, faultMaxLength).trim();
    violations.add(shown(field, faultFieldMaxLength), said === "" ? "could not be read" : said);
  }
}

const skuShownMaxLength = 100;

function shownSku(sku: string): string {
  return shown(sku, skuShownMaxLength);
}

function shown(text: string, lengthMax: number): string {
  return text.slice(0, lengthMax).toWellFormed();
}
