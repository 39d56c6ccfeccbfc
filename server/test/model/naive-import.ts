import type { CreateItem, ImportRows, Outcome, Request } from "../../commands/command.ts";
import type { ImportRow } from "../../inventory/import.ts";
import type { Item } from "../../inventory/item.ts";
import type { NaiveModel } from "./naive-model.ts";

/** What became of each row that came, in the order they came. */
export interface NaiveImport {
  readonly importId: string;
  readonly dryRun: boolean;
  complete: boolean;
  readonly createdAtMs: number;
  updatedAtMs: number;
  readonly rows: { readonly row: number; readonly result: RowResult }[];
  /** Of a dry run: the items it would leave. */
  readonly shadows: Map<string, Item>;
}

type RowResult = "created" | "updated" | "unchanged" | "failed" | "skipped";

/** Errors of rows leave out how they are told: that is checked in unit tests. */
export const anyWords = { reason: "", description: "" } as const;

/** Imports rows: a row at or below the last one done is skipped, every other stands alone. */
export function importRows(
  model: NaiveModel,
  request: Request,
  command: ImportRows,
  nowMs: number,
): Outcome {
  const { importId, dryRun } = command;
  let run = model.imports.find((known) => known.importId === importId);
  if (run !== undefined && run.dryRun !== dryRun) {
    const problem = { reason: "IMPORT_MODE_CHANGED", importId, dryRun: run.dryRun } as const;
    return { kind: "rejected", problems: [problem], replayed: false };
  }
  const lastRow = run === undefined ? 0 : lastRowOf(run);
  if (run?.complete === true && command.rows.some(({ row }) => row > lastRow)) {
    const problem = { reason: "IMPORT_COMPLETE", importId } as const;
    return { kind: "rejected", problems: [problem], replayed: false };
  }
  if (run === undefined) {
    const times = { createdAtMs: nowMs, updatedAtMs: nowMs };
    run = { importId, dryRun, complete: false, ...times, rows: [], shadows: new Map() };
    model.imports.push(run);
  }
  const errors = [];
  for (const row of command.rows) {
    const { result, fields } = importRow(model, run, request, row, nowMs);
    run.rows.push({ row: row.row, result });
    for (const field of fields) {
      errors.push({ row: row.row, sku: row.sku, field, ...anyWords });
    }
  }
  if (lastRowOf(run) !== lastRow || run.complete !== (run.complete || command.complete)) {
    run.updatedAtMs = nowMs;
  }
  run.complete ||= command.complete;
  return { kind: "imported", import: importState(run), errors };
}

/** The counts of an import, by counting. */
export function importState(run: NaiveImport) {
  const count = (result: RowResult): number =>
    run.rows.filter((row) => row.result === result).length;
  return {
    importId: run.importId,
    dryRun: run.dryRun,
    complete: run.complete,
    lastRow: lastRowOf(run),
    createdCount: count("created"),
    updatedCount: count("updated"),
    unchangedCount: count("unchanged"),
    errorCount: count("failed"),
    skippedCount: count("skipped"),
    createdAtMs: run.createdAtMs,
    updatedAtMs: run.updatedAtMs,
  };
}

function lastRowOf(run: NaiveImport): number {
  return Math.max(0, ...run.rows.map(({ row }) => row));
}

interface RowAnswer {
  readonly result: RowResult;
  /** The fields that are wrong. */
  readonly fields: readonly string[];
}

function importRow(
  model: NaiveModel,
  run: NaiveImport,
  request: Request,
  row: ImportRow,
  nowMs: number,
): RowAnswer {
  if (row.row <= lastRowOf(run)) return { result: "skipped", fields: [] };
  if (row.problems.length > 0) {
    return { result: "failed", fields: row.problems.map(({ field }) => field) };
  }
  const before = run.shadows.get(row.sku) ?? model.item(row.sku);
  const fields = before === undefined ? wrongInNew(row) : wrongInExisting(before, row);
  if (fields.length > 0) return { result: "failed", fields };
  const at = { atMs: nowMs, cause: `import ${run.importId} row ${row.row}` };
  if (before === undefined) {
    const first = firstOf(row);
    if (run.dryRun) run.shadows.set(row.sku, shadowOf(first, nowMs));
    else model.addItem(request, first, at);
    return { result: "created", fields: [] };
  }
  const change = Object.fromEntries(
    Object.entries(row.change).filter(([field, value]) => differs(before, field, value)),
  );
  const changed = Object.keys(change).length > 0;
  if (!changed && row.stockDelta === 0) return { result: "unchanged", fields: [] };
  if (run.dryRun) {
    const onHand = before.onHand + row.stockDelta;
    run.shadows.set(row.sku, { ...before, ...change, onHand });
    return { result: "updated", fields: [] };
  }
  const { sku } = row;
  if (changed) {
    model.edit(request, sku, {
      kind: "item.updated",
      ...at,
      change: (item) => (item.catalogue = { ...item.catalogue, ...change }),
    });
  }
  if (row.stockDelta !== 0) {
    const push = {
      change: (item: { stockEdits: number[] }) => item.stockEdits.push(row.stockDelta),
    };
    model.edit(request, sku, { kind: "stock.adjusted", ...at, ...push });
  }
  return { result: "updated", fields: [] };
}

function wrongInNew({ change, stockDelta }: ImportRow): string[] {
  const fields = [];
  if (change.name === undefined) fields.push("name");
  if (change.price === undefined) fields.push("price");
  if (stockDelta < 0) fields.push("stock_delta");
  return fields;
}

function wrongInExisting(before: Item, { stockDelta }: ImportRow): string[] {
  const after = before.onHand + stockDelta;
  const wrong = stockDelta !== 0 && (after < before.held || after > 1_000_000_000);
  return wrong ? ["stock_delta"] : [];
}

function differs(before: Item, field: string, value: unknown): boolean {
  if (value === undefined) return false;
  const { currencyCode, minorUnits } = before.price;
  if (field !== "price") return (before as unknown as Record<string, unknown>)[field] !== value;
  const price = value as Item["price"];
  return price.currencyCode !== currencyCode || price.minorUnits !== minorUnits;
}

function firstOf({ sku, change, stockDelta }: ImportRow): CreateItem {
  return {
    type: "create_item",
    sku,
    name: change.name ?? "",
    price: change.price ?? { currencyCode: "", minorUnits: 0n },
    onHand: stockDelta,
    perUserLimit: change.perUserLimit ?? 0,
    saleStartsAtMs: undefined,
    saleEndsAtMs: undefined,
    paused: change.paused ?? false,
  };
}

function shadowOf(first: CreateItem, nowMs: number): Item {
  const { type: _, ...fields } = first;
  return { ...fields, held: 0, sold: 0, version: 1, createdAtMs: nowMs, updatedAtMs: nowMs };
}
