import type { OrderStatus } from "../../orders/order.ts";
import type { OrdersFilter, OrdersPage, OrdersPosition, OrdersQuery } from "../storage.ts";
import type { Statements } from "./connection.ts";
import { orderOfRow } from "./order-rows.ts";
import { intOf, textOf } from "./row.ts";
import type { Row } from "./row.ts";
import { seqAt } from "./seq-at.ts";
import { readUserByEmail } from "./user-rows.ts";

/**
 * A page of orders by any mix of filters. One index leads the scan, the most selective of those that fit (id, user, SKU,
 * status, else time); the other filters are tried row by row, and the scan ends after `scanMaxRows`. So a page costs the
 * same at a thousand and at a million orders, and a rare combination answers short pages with a way on, instead of one
 * long read.
 */
export function readOrders(
  statements: Statements,
  query: OrdersQuery,
  scanMaxRows: number,
): OrdersPage {
  const filter = resolveEmail(statements, query.filter);
  if (filter === undefined) return { rows: [], older: undefined, newer: undefined };
  const direction = query.position?.direction ?? "older";
  const bounds = seqBounds(statements, filter, query.position);
  const source = sourceOf(filter, direction);
  const rows = statements.prepare(source.sql).iterate(...source.parameters, ...bounds, scanMaxRows);
  return pageOf(scan(rows, filter, { limit: query.limit, scanMaxRows }), query.position, direction);
}

interface Scanned {
  /** In scan order, at most the limit. */
  readonly rows: readonly Row[];
  /** Where to go on: the last row taken or passed over; undefined when the scan reached the end. */
  readonly resumeSeq: number | undefined;
}

function scan(
  rows: Iterable<Row>,
  filter: OrdersFilter,
  bounds: { readonly limit: number; readonly scanMaxRows: number },
): Scanned {
  const taken: Row[] = [];
  let scannedCount = 0;
  let lastSeq = 0;
  for (const row of rows) {
    if (taken.length === bounds.limit) return { rows: taken, resumeSeq: lastSeq };
    scannedCount += 1;
    lastSeq = intOf(row, "placed_seq");
    if (matches(row, filter)) taken.push(row);
  }
  return { rows: taken, resumeSeq: scannedCount === bounds.scanMaxRows ? lastSeq : undefined };
}

function pageOf(
  { rows, resumeSeq }: Scanned,
  position: OrdersPosition | undefined,
  direction: "older" | "newer",
): OrdersPage {
  const onwards = resumeSeq === undefined ? undefined : { direction, placedSeq: resumeSeq };
  const orders = rows.map(orderOfRow);
  if (direction === "newer") orders.reverse();
  const edgeSeq = direction === "older" ? orders[0]?.placedSeq : orders.at(-1)?.placedSeq;
  // Coming back: from the row at the edge, or, when the page is empty, from where it began.
  const backSeq = edgeSeq ?? (position && position.placedSeq + (direction === "older" ? -1 : 1));
  const opposite = direction === "older" ? "newer" : "older";
  const back =
    position === undefined || backSeq === undefined
      ? undefined
      : ({ direction: opposite, placedSeq: backSeq } as const);
  return direction === "older"
    ? { rows: orders, older: onwards, newer: back }
    : { rows: orders, older: back, newer: onwards };
}

function resolveEmail(statements: Statements, filter: OrdersFilter): OrdersFilter | undefined {
  if (filter.email === undefined) return filter;
  const user = readUserByEmail(statements, filter.email);
  if (user === undefined) return undefined;
  const otherUser = filter.userId !== undefined && filter.userId !== user.userId;
  return otherUser ? undefined : { ...filter, userId: user.userId };
}

/** [above, below], both exclusive. */
function seqBounds(
  statements: Statements,
  filter: OrdersFilter,
  position: OrdersPosition | undefined,
): readonly [number, number] {
  const from = filter.createdFromMs === undefined ? 0 : seqAt(statements, filter.createdFromMs);
  const before =
    filter.createdBeforeMs === undefined
      ? Number.MAX_SAFE_INTEGER
      : seqAt(statements, filter.createdBeforeMs);
  return [
    Math.max(from - 1, position?.direction === "newer" ? position.placedSeq : 0),
    Math.min(before, position?.direction === "older" ? position.placedSeq : before),
  ];
}

interface Source {
  readonly sql: string;
  readonly parameters: readonly string[];
}

function sourceOf(filter: OrdersFilter, direction: "older" | "newer"): Source {
  const order = direction === "older" ? "DESC" : "ASC";
  const range = "placed_seq > ? AND placed_seq < ?";
  const end = `ORDER BY placed_seq ${order} LIMIT ?`;
  if (filter.orderId !== undefined) {
    const sql = `SELECT * FROM orders WHERE order_id = ? AND ${range} ${end}`;
    return { sql, parameters: [filter.orderId] };
  }
  if (filter.userId !== undefined) {
    const by = "orders INDEXED BY orders_by_user";
    const sql = `SELECT * FROM ${by} WHERE user_id = ? AND ${range} ${end}`;
    return { sql, parameters: [filter.userId] };
  }
  if (filter.sku !== undefined) {
    const sql = `
      SELECT o.* FROM stock_moves m CROSS JOIN orders o ON o.placed_seq = m.seq
      WHERE m.sku = ? AND m.seq > ? AND m.seq < ? ORDER BY m.seq ${order} LIMIT ?`;
    return { sql, parameters: [filter.sku] };
  }
  if (filter.statuses.length > 0) return statusSource(filter.statuses, direction);
  return { sql: `SELECT * FROM orders WHERE ${range} ${end}`, parameters: [] };
}

/** The states' index ranges merged by seq: SQLite merges the arms of an ordered UNION ALL as it reads them. */
function statusSource(statuses: readonly OrderStatus[], direction: "older" | "newer"): Source {
  const arms = statuses.map(
    (_, index) =>
      `SELECT * FROM orders INDEXED BY orders_by_status WHERE status = ?${index + 1}
       AND placed_seq > ?${statuses.length + 1} AND placed_seq < ?${statuses.length + 2}`,
  );
  const order = direction === "older" ? "DESC" : "ASC";
  const sql = `${arms.join(" UNION ALL ")} ORDER BY placed_seq ${order} LIMIT ?${statuses.length + 3}`;
  return { sql, parameters: statuses };
}

function matches(row: Row, filter: OrdersFilter): boolean {
  if (filter.userId !== undefined && row["user_id"] !== filter.userId) return false;
  if (
    filter.statuses.length > 0 &&
    !filter.statuses.includes(textOf(row, "status") as OrderStatus)
  ) {
    return false;
  }
  return filter.sku === undefined || textOf(row, "lines").includes(`["${filter.sku}",`);
}
