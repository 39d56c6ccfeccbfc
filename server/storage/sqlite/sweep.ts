import type { Statements } from "./connection.ts";

/** What has outlived its time. Times are ages in milliseconds; undefined keeps for ever. */
export interface Retention {
  readonly recordMs: number;
  readonly logMs: number | undefined;
}

/** Rows one step deletes at most of each kind, so that no step stops the world. */
const stepMaxRows = 500;

const dropRecords = `
  DELETE FROM idempotency_records WHERE record_no IN (
    SELECT record_no FROM (SELECT record_no, at_ms FROM idempotency_records ORDER BY record_no LIMIT ?2)
    WHERE at_ms < ?1)`;
const dropEvents = `
  DELETE FROM events WHERE seq IN (
    SELECT seq FROM (SELECT seq, at_ms FROM events ORDER BY seq LIMIT ?2) WHERE at_ms < ?1)`;
const dropShadows = `
  DELETE FROM shadow_items WHERE (import_id, sku) IN (
    SELECT s.import_id, s.sku FROM imports i JOIN shadow_items s ON s.import_id = i.import_id
    WHERE i.complete = 1 LIMIT ?)`;
const oldImports = "SELECT import_id FROM imports WHERE updated_at_ms < ? LIMIT 1";

/**
 * One bounded step of forgetting: keys, imports, what complete dry runs would have left, and the log behind the floor. The newest event always stays, so that
 * the numbering goes on. Answers the rows it deleted; 0 means that nothing is left to forget.
 */
export function sweepStep(statements: Statements, nowMs: number, retention: Retention): number {
  const recordsBeforeMs = nowMs - retention.recordMs;
  let deletedCount = statements.prepare(dropRecords).run(recordsBeforeMs, stepMaxRows).changes;
  deletedCount = Number(deletedCount) + dropOldImport(statements, recordsBeforeMs);
  deletedCount += Number(statements.prepare(dropShadows).run(stepMaxRows).changes);
  // Keys first: a record that stays is answered from its event, which must not go before it.
  if (deletedCount < stepMaxRows && retention.logMs !== undefined) {
    deletedCount += pruneLog(statements, nowMs - retention.logMs);
  }
  return deletedCount;
}

function pruneLog(statements: Statements, beforeMs: number): number {
  const head = statements.prepare("SELECT at_ms FROM events ORDER BY seq DESC LIMIT 1").get();
  if (head === undefined) return 0;
  // Never past the head: an event as old as the newest is not older than it.
  const cutMs = Math.min(beforeMs, Number(head["at_ms"]));
  const deletedCount = Number(statements.prepare(dropEvents).run(cutMs, stepMaxRows).changes);
  if (deletedCount > 0) {
    const floor = statements.prepare("SELECT min(seq) - 1 AS seq FROM events").get();
    writeMeta(statements, "floor_seq", String(floor?.["seq"] ?? 0));
  }
  return deletedCount;
}

function dropOldImport(statements: Statements, beforeMs: number): number {
  const importId = statements.prepare(oldImports).get(beforeMs)?.["import_id"];
  if (typeof importId !== "string") return 0;
  let deletedCount = 0;
  for (const table of ["import_errors", "shadow_items"]) {
    const key = table === "import_errors" ? "row" : "sku";
    const sql = `DELETE FROM ${table} WHERE import_id = ?1 AND ${key} IN (
      SELECT ${key} FROM ${table} WHERE import_id = ?1 LIMIT ?2)`;
    deletedCount += Number(statements.prepare(sql).run(importId, stepMaxRows).changes);
  }
  if (deletedCount > 0) return deletedCount;
  return Number(
    statements.prepare("DELETE FROM imports WHERE import_id = ?").run(importId).changes,
  );
}

const upsertMeta =
  "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value";

/** Writes one fact about the database. */
export function writeMeta(statements: Statements, key: string, value: string): void {
  statements.prepare(upsertMeta).run(key, value);
}

/** Reads one fact about the database. */
export function readMeta(statements: Statements, key: string): string | undefined {
  const value = statements.prepare("SELECT value FROM meta WHERE key = ?").get(key)?.["value"];
  return typeof value === "string" ? value : undefined;
}
