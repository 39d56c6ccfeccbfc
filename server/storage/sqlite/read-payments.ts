import type { Payment } from "../../payments/payment.ts";
import type { Page, PaymentsQuery } from "../storage.ts";
import type { Statements } from "./connection.ts";
import { paymentOfRow } from "./payment-rows.ts";
import { intOf } from "./row.ts";
import { readSourcedList } from "./sourced-list.ts";
import type { ListSource } from "./sourced-list.ts";

/** A page of payments, newest first, by any mix of filters. */
export function readPayments(
  statements: Statements,
  query: PaymentsQuery,
  scanMaxRows: number,
): Page<Payment> {
  const sources: ListSource<Payment>[] = [];
  const { orderId, userId, statuses, inReview, paymentId } = query;
  if (paymentId !== undefined)
    sources.push(source(query, "id", "payment_id = ?1 AND", [paymentId]));
  if (orderId !== undefined) sources.push(source(query, "order", "order_id = ?1 AND", [orderId]));
  if (userId !== undefined) sources.push(source(query, "user", "user_id = ?1 AND", [userId]));
  const [status, another] = statuses;
  if (status !== undefined && another === undefined) {
    sources.push(source(query, "status", "status = ?1 AND", [status]));
  }
  if (inReview === true) sources.push(source(query, "review", "review_since_ms IS NOT NULL AND"));
  const [first = source(query, "all", ""), ...rest] = sources;
  return readSourcedList(statements, [first, ...rest], query, scanMaxRows);
}

/** Every source sorts by created_seq, the rowid that each index ends with. */
function source(
  query: PaymentsQuery,
  name: string,
  condition: string,
  parameters: readonly string[] = [],
): ListSource<Payment> {
  return {
    name,
    columns: "*",
    index: "payments",
    join: "",
    where: `${condition} created_seq < ?${parameters.length + 1}`,
    orderBy: "created_seq DESC",
    parameters,
    start: [Number.MAX_SAFE_INTEGER],
    placeOf: (row) => [intOf(row, "created_seq")],
    read(row) {
      const payment = paymentOfRow(row);
      return matches(payment, query) ? payment : undefined;
    },
  };
}

function matches(payment: Payment, query: PaymentsQuery): boolean {
  const { orderId, userId, statuses, inReview, paymentId } = query;
  if (paymentId !== undefined && payment.paymentId !== paymentId) return false;
  if (orderId !== undefined && payment.orderId !== orderId) return false;
  if (userId !== undefined && payment.userId !== userId) return false;
  if (statuses.length > 0 && !statuses.includes(payment.status)) return false;
  return inReview === undefined || (payment.review !== undefined) === inReview;
}
