import type {
  HoldStatus,
  Order,
  OrderLine,
  OrderStatus,
  PaymentStatus,
} from "../../orders/order.ts";
import { canBeStuckIn } from "../../orders/stuck-order.ts";
import type { Statements } from "./connection.ts";
import { intOf, optionalIntOf, optionalTextOf, textOf } from "./row.ts";
import type { Row } from "./row.ts";

/** One order, or undefined. */
export function readOrder(statements: Statements, orderId: string): Order | undefined {
  const row = statements.prepare("SELECT * FROM orders WHERE order_id = ?").get(orderId);
  return row && orderOfRow(row);
}

const insertOrder =
  "INSERT INTO orders VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

/** Adds an order that was placed. */
export function insertPlacedOrder(statements: Statements, order: Order): void {
  statements
    .prepare(insertOrder)
    .run(
      order.placedSeq,
      order.orderId,
      order.userId,
      linesText(order.lines),
      order.total.currencyCode,
      order.total.minorUnits,
      order.status,
      order.hold,
      order.holdExpiresAtMs,
      order.paymentStatus,
      order.version,
      order.createdAtMs,
      order.updatedAtMs,
      order.cancelReason,
      order.onHold?.reason ?? null,
      order.onHold?.sinceMs ?? null,
      order.paymentId ?? null,
      standsSinceMs(order),
    );
}

/**
 * An order that stays in its state stands there since it came there, whatever else changes in it; but one that leaves the house in parcels goes
 * on with each: it stands still since the last time that its lines moved.
 */
const updateOrder = `
  UPDATE orders SET status = ?1, hold = ?2, hold_expires_at_ms = ?3, payment_status = ?4, version = ?5,
    updated_at_ms = ?6, cancel_reason = ?7, on_hold_reason = ?8, on_hold_since_ms = ?9, payment_id = ?10,
    lines = ?11,
    stands_since_ms = CASE
      WHEN status = ?1 AND stands_since_ms < ?12 AND (?1 <> 'fulfilling' OR lines = ?11) THEN stands_since_ms
      ELSE ?12 END
  WHERE placed_seq = ?13`;

/** Writes the state an order has moved to. */
export function writeMovedOrder(statements: Statements, order: Order): void {
  statements
    .prepare(updateOrder)
    .run(
      order.status,
      order.hold,
      order.holdExpiresAtMs,
      order.paymentStatus,
      order.version,
      order.updatedAtMs,
      order.cancelReason,
      order.onHold?.reason ?? null,
      order.onHold?.sinceMs ?? null,
      order.paymentId ?? null,
      linesText(order.lines),
      standsSinceMs(order),
      order.placedSeq,
    );
}

/** Since when it is in its state, as far as this move can tell: updateOrder knows whether it was there before. */
function standsSinceMs({ status, updatedAtMs }: Order): number | null {
  return canBeStuckIn(status) ? updatedAtMs : null;
}

const addUnits = `
  INSERT INTO user_units VALUES (?, ?, ?)
  ON CONFLICT (user_id, sku) DO UPDATE SET units = units + excluded.units`;
const takeUnits = "UPDATE user_units SET units = units + ? WHERE user_id = ? AND sku = ?";

/** Adds signed units to what a user has of an item. */
export function writeUnits(
  statements: Statements,
  units: { readonly userId: string; readonly sku: string; readonly delta: number },
): void {
  const { userId, sku, delta } = units;
  if (delta > 0) statements.prepare(addUnits).run(userId, sku, delta);
  else if (delta < 0) statements.prepare(takeUnits).run(delta, userId, sku);
}

const selectUnits = "SELECT units FROM user_units WHERE user_id = ? AND sku = ?";

/** Units a user has of an item in orders that are not released. */
export function readUnits(statements: Statements, userId: string, sku: string): number {
  const row = statements.prepare(selectUnits).get(userId, sku);
  return row === undefined ? 0 : intOf(row, "units");
}

const selectOverdue = `
  SELECT order_id FROM orders WHERE hold = 'held' AND hold_expires_at_ms <= ?
  ORDER BY hold_expires_at_ms LIMIT ?`;

/** Orders whose hold has run out, longest overdue first. */
export function readOverdueHolds(
  statements: Statements,
  nowMs: number,
  limit: number,
): readonly string[] {
  return statements
    .prepare(selectOverdue)
    .all(nowMs, limit)
    .map((row) => textOf(row, "order_id"));
}

const selectNextExpiry = `
  SELECT hold_expires_at_ms FROM orders WHERE hold = 'held' ORDER BY hold_expires_at_ms LIMIT 1`;

/** When the earliest live hold runs out. */
export function readNextExpiryMs(statements: Statements): number | undefined {
  const row = statements.prepare(selectNextExpiry).get();
  return row && intOf(row, "hold_expires_at_ms");
}

/** An order as its row has it. */
export function orderOfRow(row: Row): Order {
  return {
    orderId: textOf(row, "order_id"),
    placedSeq: intOf(row, "placed_seq"),
    userId: textOf(row, "user_id"),
    lines: linesOf(textOf(row, "lines")),
    total: {
      currencyCode: textOf(row, "currency_code"),
      minorUnits: BigInt(intOf(row, "total_minor")),
    },
    status: textOf(row, "status") as OrderStatus,
    hold: textOf(row, "hold") as HoldStatus,
    holdExpiresAtMs: intOf(row, "hold_expires_at_ms"),
    paymentStatus: textOf(row, "payment_status") as PaymentStatus,
    version: intOf(row, "version"),
    createdAtMs: intOf(row, "created_at_ms"),
    updatedAtMs: intOf(row, "updated_at_ms"),
    cancelReason: textOf(row, "cancel_reason"),
    onHold: onHoldOf(row),
    paymentId: optionalTextOf(row, "payment_id"),
  };
}

function onHoldOf(row: Row): Order["onHold"] {
  const sinceMs = optionalIntOf(row, "on_hold_since_ms");
  return sinceMs === undefined ? undefined : { reason: textOf(row, "on_hold_reason"), sinceMs };
}

/** SKUs hold no character that JSON would escape, so the text is put together by hand: a third of the cost. */
function linesText(lines: readonly OrderLine[]): string {
  let text = "[";
  for (const line of lines) {
    const { sku, quantity, unitPriceMinor } = line;
    text += `${text.length > 1 ? "," : ""}["${sku}",${quantity},${unitPriceMinor}${movedText(line)}]`;
  }
  return `${text}]`;
}

/** What has become of the units of a line: nothing of most of them, and then the text has nothing of it either. */
function movedText(line: OrderLine): string {
  const { fulfilledQuantity, cancelledQuantity, returnedQuantity } = line;
  if (fulfilledQuantity + cancelledQuantity === 0) return "";
  return `,${fulfilledQuantity},${cancelledQuantity},${returnedQuantity}`;
}

type StoredLine = readonly [string, number, number, number?, number?, number?];

function linesOf(text: string): readonly OrderLine[] {
  const lines = JSON.parse(text) as readonly StoredLine[];
  return lines.map(([sku, quantity, unitPrice, fulfilled = 0, cancelled = 0, returned = 0]) => ({
    sku,
    quantity,
    unitPriceMinor: BigInt(unitPrice),
    fulfilledQuantity: fulfilled,
    cancelledQuantity: cancelled,
    returnedQuantity: returned,
  }));
}
