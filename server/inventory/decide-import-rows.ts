import type { Imported, ImportRows, Rejected, Request } from "../commands/command.ts";
import type { Problem } from "../commands/problem.ts";
import type { Fault } from "../core/fault.ts";
import { reject } from "../commands/reject.ts";
import type { Stamp } from "../commands/stamp.ts";
import { shadowKey } from "../commands/state.ts";
import type { BatchState } from "../commands/state.ts";
import { adjustStock, illegalDelta } from "./decide-adjust-stock.ts";
import { createItem } from "./decide-create-item.ts";
import { updateItem } from "./decide-update-item.ts";
import type { Import, ImportError, ImportRow, RowProblem } from "./import.ts";
import { changeCatalogue } from "./item.ts";
import type { Item } from "./item.ts";

type RowResult =
  | { readonly kind: "created" | "updated" | "unchanged" | "skipped" }
  | { readonly kind: "failed"; readonly problems: readonly RowProblem[] };

/**
 * Imports rows of one import in order. Each row stands alone; rows up to the last one done are skipped. A dry run
 * writes the items it would leave beside the real ones, so that later rows of the same run see them.
 */
export function decideImportRows(
  state: BatchState,
  request: Request,
  command: ImportRows,
  stamp: Stamp,
): Imported | Rejected {
  const { importId, dryRun } = command;
  const before = state.imports.get(importId);
  const problem = before === undefined ? undefined : refusal(before, command);
  if (problem !== undefined) return reject(problem);
  let progress = before ?? newImport(command, stamp.nowMs);
  const errors: ImportError[] = [];
  for (const row of command.rows) {
    const done = row.row <= progress.lastRow;
    const result: RowResult = done
      ? { kind: "skipped" }
      : importRow(state, request, { importId, dryRun, row, nowMs: stamp.nowMs });
    progress = count(progress, result, row.row);
    if (result.kind === "failed") {
      for (const found of result.problems) errors.push({ row: row.row, sku: row.sku, ...found });
    }
  }
  const after = finished(before, progress, command.complete, stamp.nowMs);
  state.putImport(after);
  for (const error of errors) state.addImportError(importId, error);
  return { kind: "imported", import: after, errors };
}

function refusal(before: Import, command: ImportRows): Problem | undefined {
  const { importId } = command;
  if (before.dryRun !== command.dryRun) {
    return { reason: "IMPORT_MODE_CHANGED", importId, dryRun: before.dryRun };
  }
  const hasNewRows = command.rows.some((row) => row.row > before.lastRow);
  return before.complete && hasNewRows ? { reason: "IMPORT_COMPLETE", importId } : undefined;
}

function newImport(command: ImportRows, nowMs: number): Import {
  return {
    importId: command.importId,
    dryRun: command.dryRun,
    complete: false,
    lastRow: 0,
    createdCount: 0,
    updatedCount: 0,
    unchangedCount: 0,
    errorCount: 0,
    skippedCount: 0,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  };
}

/** updatedAtMs tells when the last row was done: rows that were only skipped do not move it. */
function finished(
  before: Import | undefined,
  progress: Import,
  complete: boolean,
  nowMs: number,
): Import {
  const completes = complete && !progress.complete;
  const moved = completes || before?.lastRow !== progress.lastRow;
  return {
    ...progress,
    complete: progress.complete || complete,
    updatedAtMs: moved ? nowMs : progress.updatedAtMs,
  };
}

function count(progress: Import, result: RowResult, row: number): Import {
  return {
    ...progress,
    lastRow: Math.max(progress.lastRow, row),
    skippedCount: progress.skippedCount + (result.kind === "skipped" ? 1 : 0),
    createdCount: progress.createdCount + (result.kind === "created" ? 1 : 0),
    updatedCount: progress.updatedCount + (result.kind === "updated" ? 1 : 0),
    unchangedCount: progress.unchangedCount + (result.kind === "unchanged" ? 1 : 0),
    errorCount: progress.errorCount + (result.kind === "failed" ? 1 : 0),
  };
}

interface RowContext {
  readonly importId: string;
  readonly dryRun: boolean;
  readonly row: ImportRow;
  readonly nowMs: number;
}

function importRow(state: BatchState, request: Request, context: RowContext): RowResult {
  const { row, importId, dryRun } = context;
  if (row.problems.length > 0) return { kind: "failed", problems: row.problems };
  const shadow = dryRun ? state.shadowItems.get(shadowKey(importId, row.sku)) : undefined;
  const before = shadow ?? state.items.get(row.sku);
  return before === undefined
    ? importNew(state, request, context)
    : importExisting(state, request, before, context);
}

function importNew(state: BatchState, request: Request, context: RowContext): RowResult {
  const { row, nowMs } = context;
  const { name, price } = row.change;
  const problems: RowProblem[] = [];
  if (name === undefined) problems.push({ field: "name", ...requiredForNewSku });
  if (price === undefined) {
    problems.push({ field: "price", ...requiredForNewSku });
  }
  if (row.stockDelta < 0) {
    problems.push({ field: "stock_delta", ...negativeFirstStock(row.stockDelta) });
  }
  if (problems.length > 0 || name === undefined || price === undefined) {
    return { kind: "failed", problems };
  }
  const item: Item = {
    sku: row.sku,
    name,
    price,
    onHand: row.stockDelta,
    held: 0,
    sold: 0,
    perUserLimit: row.change.perUserLimit ?? 0,
    saleStartsAtMs: undefined,
    saleEndsAtMs: undefined,
    paused: row.change.paused ?? false,
    version: 1,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  };
  if (context.dryRun) state.putShadowItem(context.importId, item);
  else createItem(state, request, item, cause(context));
  return { kind: "created" };
}

function importExisting(
  state: BatchState,
  request: Request,
  before: Item,
  context: RowContext,
): RowResult {
  const { row, importId, nowMs } = context;
  const problem = row.stockDelta === 0 ? undefined : illegalDelta(before, row.stockDelta);
  if (problem !== undefined) return { kind: "failed", problems: [deltaProblem(problem, row)] };
  const changed = changeCatalogue(before, row.change);
  if (changed === before && row.stockDelta === 0) return { kind: "unchanged" };
  if (context.dryRun) {
    state.putShadowItem(importId, { ...changed, onHand: changed.onHand + row.stockDelta });
    return { kind: "updated" };
  }
  const at = { atMs: nowMs, cause: cause(context) };
  const updated = changed === before ? before : updateItem(state, request, changed, at).item;
  if (row.stockDelta !== 0) adjustStock(state, request, updated, row.stockDelta, at);
  return { kind: "updated" };
}

const requiredForNewSku: Fault = {
  reason: "REQUIRED_FOR_NEW_SKU",
  description: "is required for a new SKU",
};

function negativeFirstStock(delta: number): Fault {
  const description = `is ${delta}; the first stock of a new SKU is at least 0`;
  return { reason: "NEGATIVE_FIRST_STOCK", description, values: { value: String(delta) } };
}

function deltaProblem(problem: Problem, row: ImportRow): RowProblem {
  return { field: "stock_delta", ...deltaFault(problem, row.stockDelta) };
}

function deltaFault(problem: Problem, delta: number): Fault {
  const value = String(delta);
  if (problem.reason !== "BELOW_HELD") {
    const description = `is ${delta}, which takes on hand past its limit`;
    return { reason: "STOCK_TOO_LARGE", description, values: { value } };
  }
  const { onHandAfter, held } = problem;
  const values = { value, onHandAfter: String(onHandAfter), held: String(held) };
  const description = `is ${delta}, which leaves ${onHandAfter} on hand, below the ${held} that are held`;
  return { reason: "BELOW_HELD", description, values };
}

function cause(context: RowContext): string {
  return `import ${context.importId} row ${context.row.row}`;
}
