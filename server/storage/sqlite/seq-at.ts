import { intOf } from "./row.ts";
import type { Statements } from "./connection.ts";

const selectFrom = `
  SELECT placed_seq, created_at_ms FROM orders WHERE placed_seq >= ? ORDER BY placed_seq LIMIT 1`;
const selectLast = "SELECT max(placed_seq) AS last FROM orders";

/**
 * Seq of the first order created at `ms` or later; MAX_SAFE_INTEGER when there is none. Times never fall along the seqs,
 * so it halves the range: 20 short look-ups among a million orders, and no index for every placing to pay for. Order
 * ids would not do: they are made some milliseconds after the time that the order bears.
 */
export function seqAt(statements: Statements, ms: number): number {
  const last = Number(statements.prepare(selectLast).get()?.["last"] ?? 0);
  let found = Number.MAX_SAFE_INTEGER;
  for (let low = 0, high = last; low <= high;) {
    const middle = low + Math.floor((high - low) / 2);
    const row = statements.prepare(selectFrom).get(middle);
    if (row !== undefined && intOf(row, "created_at_ms") >= ms) {
      found = intOf(row, "placed_seq");
      high = middle - 1;
    } else {
      low = row === undefined ? high + 1 : intOf(row, "placed_seq") + 1;
    }
  }
  return found;
}
