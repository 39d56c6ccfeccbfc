import type { Look, LookMove } from "../../payments/look.ts";
import type { Statements } from "./connection.ts";
import { intOf, textOf } from "./row.ts";

const selectEarliest = `
  SELECT * FROM payment_looks WHERE channel = ? ORDER BY due_at_ms, attempt_id LIMIT 1`;

/** The look at a channel that is due first, in its time or not; undefined when there is none. */
export function readEarliestLook(statements: Statements, channel: string): Look | undefined {
  const row = statements.prepare(selectEarliest).get(channel);
  return (
    row && {
      channel: textOf(row, "channel"),
      dueAtMs: intOf(row, "due_at_ms"),
      attemptId: textOf(row, "attempt_id"),
      answeredCount: intOf(row, "answered_count"),
      failedCount: intOf(row, "failed_count"),
    }
  );
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
