import { present } from "../../core/assert.ts";
import { stuckReasons } from "../../orders/stuck-order.ts";
import type { StuckOrder, StuckReason } from "../../orders/stuck-order.ts";
import type { Page, StuckOrdersQuery } from "../storage.ts";
import type { Statements } from "./connection.ts";
import { orderOfRow } from "./order-rows.ts";
import { paymentOfRow, readPayment } from "./payment-rows.ts";
import { intOf, textOf } from "./row.ts";
import type { Row } from "./row.ts";
import { readSourcedList } from "./sourced-list.ts";

/**
 * A page of orders that have stood in something for too long, the longest first. Each reason is a range of an index by time, and
 * SQLite merges the ranges as it reads them.
 */
export function readStuckOrders(
  statements: Statements,
  query: StuckOrdersQuery,
  scanMaxRows: number,
): Page<StuckOrder> {
  const reasons = query.reasons.length > 0 ? query.reasons : stuckReasons;
  const parameters = reasons.map((reason) => query.nowMs - query.limits[reason]);
  const fromAt = reasons.length + 1;
  const arms = reasons.map((reason, index) => armOf(reason, { untilAt: index + 1, fromAt }));
  const source = {
    name: "stuck",
    columns: "*",
    index: `(${arms.join(" UNION ALL ")})`,
    join: "",
    where: `(since_ms, reason, number) > (?${fromAt}, ?${fromAt + 1}, ?${fromAt + 2})`,
    orderBy: "since_ms, reason, number",
    parameters,
    start: [0, "", 0],
    placeOf: (row: Row) => [intOf(row, "since_ms"), textOf(row, "reason"), intOf(row, "number")],
    read: (row: Row) => stuckOrderOf(statements, row),
  };
  return readSourcedList(statements, [source], query, scanMaxRows);
}

/** Since when, and number: placed_seq of the order, for money that is owed created_seq of the payment. */
function armOf(
  reason: StuckReason,
  { untilAt, fromAt }: { readonly untilAt: number; readonly fromAt: number },
): string {
  const arm = (since: string, number: string, from: string): string =>
    `SELECT '${reason}' AS reason, ${since} AS since_ms, ${number} AS number FROM ${from}
     ${since} IS NOT NULL AND ${since} <= ?${untilAt} AND ${since} >= ?${fromAt}`;
  if (reason === "on_hold") {
    return arm("on_hold_since_ms", "placed_seq", "orders INDEXED BY orders_on_hold_since WHERE");
  }
  if (reason === "refund_due") {
    return arm("owed_since_ms", "created_seq", "payments INDEXED BY payments_owed WHERE");
  }
  const standing = `orders INDEXED BY orders_standing WHERE status = '${reason}' AND`;
  return arm("stands_since_ms", "placed_seq", standing);
}

const selectOrder = "SELECT * FROM orders WHERE placed_seq = ?";
const selectPayment = "SELECT * FROM payments WHERE created_seq = ?";

/** Undefined for an order that does not leave the house because it is on hold: that is another reason, with a time of its own. */
function stuckOrderOf(statements: Statements, row: Row): StuckOrder | undefined {
  const reason = textOf(row, "reason") as StuckReason;
  const [sinceMs, number] = [intOf(row, "since_ms"), intOf(row, "number")];
  if (reason === "refund_due") {
    const payment = paymentOfRow(present(statements.prepare(selectPayment).get(number), "payment"));
    const order = statements.prepare(selectOrder).get(payment.placedSeq);
    return { order: orderOfRow(present(order, "its order")), reason, sinceMs, payment };
  }
  const order = orderOfRow(present(statements.prepare(selectOrder).get(number), "order"));
  const isFulfilment = reason === "paid" || reason === "fulfilling";
  if (isFulfilment && order.onHold !== undefined) return undefined;
  const isPaying = reason === "paying" || reason === "payment_review";
  const payment =
    isPaying && order.paymentId !== undefined
      ? readPayment(statements, order.paymentId)
      : undefined;
  return { order, reason, sinceMs, payment };
}
