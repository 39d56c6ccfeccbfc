import type { ImportFault, ImportRow as RowMessage } from "#gen/sluice/inventory/v1/import_pb.ts";
import type { Fault } from "../core/fault.ts";
import { shortened } from "../core/shortened.ts";
import { priceField, skuField } from "../rpc/fields.ts";
import { grouped, tooMany, Violations } from "../rpc/violations.ts";
import { importRowsMax } from "./import.ts";
import type { ImportRow, RowProblem } from "./import.ts";
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
    const range = { min: 0, max: importRowsMax };
    violations.add("rows", tooMany(rows.length, "rows", range, " a message"));
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
    violations.add(field, notAscending(row, previous));
  }
  return Math.max(number, previous);
}

function notAscending(row: bigint, previous: number): Fault {
  return {
    reason: "NOT_ASCENDING",
    description: `is ${grouped(row)}; rows must ascend, and the one before was ${grouped(previous)}`,
    values: { value: String(row), previous: String(previous) },
  };
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
  const problems = [...violations.found, ...message.faults.slice(0, faultsMax).map(rowProblem)];
  if (problems.length === 0) return { row, sku, change, stockDelta, problems };
  // What is wrong is kept to be listed: without the rest of the row, and without a SKU of any length.
  return { row, sku: shownSku(sku), change: {}, stockDelta: 0, problems };
}

const faultsMax = 8;
const faultFieldMaxLength = 64;
const faultMaxLength = 300;
const valuesMax = 8;
const valueNameMaxLength = 64;
const valueMaxLength = 100;

/** Faults of the sender stand in the list as ours do; too many or too long ones are cut, not refused. */
function rowProblem({ field, reason, description, values }: ImportFault): RowProblem {
  const said = shortened(description, faultMaxLength).trim();
  return {
    field: shortened(field, faultFieldMaxLength),
    ...(said === "" && reason === ""
      ? unreadable
      : { reason: reasonOf(reason), description: said }),
    values: shownValues(values),
  };
}

const unreadable: Fault = { reason: "UNREADABLE", description: "could not be read" };

function reasonOf(reason: string): string {
  return /^[A-Z][A-Z0-9_]{1,62}$/.test(reason) ? reason : "";
}

function shownValues(values: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const entries = Object.entries(values).slice(0, valuesMax);
  return Object.fromEntries(
    entries.map(([name, value]) => [
      shortened(name, valueNameMaxLength),
      shortened(value, valueMaxLength),
    ]),
  );
}

const skuShownMaxLength = 100;

function shownSku(sku: string): string {
  return shortened(sku, skuShownMaxLength);
}
