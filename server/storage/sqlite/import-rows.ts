import type { Import, ImportError } from "../../inventory/import.ts";
import type { ImportErrorsQuery, Page } from "../storage.ts";
import { BadPosition } from "../storage.ts";
import type { Statements } from "./connection.ts";
import { intOf, textOf } from "./row.ts";
import type { Row } from "./row.ts";

/** One import, or undefined. */
export function readImport(statements: Statements, importId: string): Import | undefined {
  const row = statements.prepare("SELECT * FROM imports WHERE import_id = ?").get(importId);
  return row && importOfRow(row);
}

const upsertImport = `
  INSERT INTO imports VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (import_id) DO UPDATE SET
    complete = excluded.complete, last_row = excluded.last_row,
    created_count = excluded.created_count, updated_count = excluded.updated_count,
    unchanged_count = excluded.unchanged_count, error_count = excluded.error_count,
    skipped_count = excluded.skipped_count, updated_at_ms = excluded.updated_at_ms`;

/** Creates or moves on the state of an import. What a complete dry run would have left is swept, in bounded steps. */
export function writeImport(statements: Statements, state: Import): void {
  statements
    .prepare(upsertImport)
    .run(
      state.importId,
      state.dryRun ? 1 : 0,
      state.complete ? 1 : 0,
      state.lastRow,
      state.createdCount,
      state.updatedCount,
      state.unchangedCount,
      state.errorCount,
      state.skippedCount,
      state.createdAtMs,
      state.updatedAtMs,
    );
}

/** Adds one problem of a row; `number` tells the problems of one row apart. */
export function writeImportError(
  statements: Statements,
  error: ImportError & { readonly importId: string },
  number: number,
): void {
  statements
    .prepare("INSERT INTO import_errors VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
    .run(
      error.importId,
      error.row,
      number,
      error.sku,
      error.field,
      error.description,
      error.reason,
      JSON.stringify(error.values ?? {}),
    );
}

const selectErrors = `
  SELECT * FROM import_errors WHERE import_id = ?1 AND (row, number) > (?2, ?3)
  ORDER BY row, number LIMIT ?4`;

/** A page of an import's problems, by row. */
export function readImportErrors(
  statements: Statements,
  query: ImportErrorsQuery,
): Page<ImportError> {
  const [row = 0, number = -1] = query.after?.split(".").map(Number) ?? [];
  if (!Number.isSafeInteger(row) || !Number.isSafeInteger(number)) {
    throw new BadPosition("not a position in the problems of an import");
  }
  const rows = statements.prepare(selectErrors).all(query.importId, row, number, query.limit + 1);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  const more = rows.length > query.limit && last !== undefined;
  const next = more ? `${intOf(last, "row")}.${intOf(last, "number")}` : undefined;
  return { rows: page.map(errorOfRow), next };
}

function errorOfRow(row: Row): ImportError {
  return {
    row: intOf(row, "row"),
    sku: textOf(row, "sku"),
    field: textOf(row, "field"),
    reason: textOf(row, "reason"),
    description: textOf(row, "description"),
    values: JSON.parse(textOf(row, "fault_values")) as Readonly<Record<string, string>>,
  };
}

function importOfRow(row: Row): Import {
  return {
    importId: textOf(row, "import_id"),
    dryRun: intOf(row, "dry_run") === 1,
    complete: intOf(row, "complete") === 1,
    lastRow: intOf(row, "last_row"),
    createdCount: intOf(row, "created_count"),
    updatedCount: intOf(row, "updated_count"),
    unchangedCount: intOf(row, "unchanged_count"),
    errorCount: intOf(row, "error_count"),
    skippedCount: intOf(row, "skipped_count"),
    createdAtMs: intOf(row, "created_at_ms"),
    updatedAtMs: intOf(row, "updated_at_ms"),
  };
}
