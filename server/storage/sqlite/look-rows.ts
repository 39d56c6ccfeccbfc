import type { Look, LookMove } from "../../payments/look.ts";
import type { Statements } from "./connection.ts";
import { intOf, textOf } from "./row.ts";
import type { Row } from "./row.ts";

const selectEarliest = `
  SELECT * FROM payment_looks WHERE channel = ? ORDER BY due_at_ms, attempt_id LIMIT ?`;

/** The looks at a channel that are due first, in their time or not, at most `limit`. */
export function readEarliestLooks(
  statements: Statements,
  channel: string,
  limit: number,
): readonly Look[] {
  return statements.prepare(selectEarliest).all(channel, limit).map(lookOfRow);
}

function lookOfRow(row: Row): Look {
  return {
    channel: textOf(row, "channel"),
    dueAtMs: intOf(row, "due_at_ms"),
    attemptId: textOf(row, "attempt_id"),
    answeredCount: intOf(row, "answered_count"),
    failedCount: intOf(row, "failed_count"),
  };
}

const deleteLook = `
  DELETE FROM payment_looks WHERE channel = ? AND due_at_ms = ? AND attempt_id = ?`;
const insertLook = "INSERT OR REPLACE INTO payment_looks VALUES (?, ?, ?, ?, ?)";

/** Writes how the looks at an attempt go on. */
export function writeLookMove(statements: Statements, { from, to }: LookMove): void {
  if (from !== undefined)
    statements.prepare(deleteLook).run(from.channel, from.dueAtMs, from.attemptId);
  if (to === undefined) return;
  const { channel, dueAtMs, attemptId, answeredCount, failedCount } = to;
  statements.prepare(insertLook).run(channel, dueAtMs, attemptId, answeredCount, failedCount);
}
