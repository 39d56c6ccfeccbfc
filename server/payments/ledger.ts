import type { Item } from "../inventory/item.ts";
import type { Order } from "../orders/order.ts";
import { owedMinor, paidBeyondMinor } from "./money-entries.ts";
import type { Payment } from "./payment.ts";

export type LedgerCheck =
  | "entries_balance"
  | "payment_matches_entries"
  | "order_served_or_refunded"
  | "stock_matches_moves";

/** One thing in the books that does not add up. */
export interface LedgerFault {
  readonly check: LedgerCheck;
  /** Id of a payment or an order, a SKU, or the seq of an event. */
  readonly subjectId: string;
  /** For people. */
  readonly detail: string;
  /** The event at which it was found. */
  readonly seq: number;
}

/** How the books stand, as far as they were checked. */
export interface LedgerState {
  /** The earliest first; with many not all. */
  readonly faults: readonly LedgerFault[];
  readonly faultCount: number;
  readonly checkedSeq: number;
  /** Undefined before the first round has ended. */
  readonly checkedAtMs: number | undefined;
}

/** A payment with what its entries come to. */
export interface BookedPayment {
  /** Of the event that leads to it. */
  readonly seq: number;
  readonly payment: Payment;
  /** What its channel took and gave back, by its entries. */
  readonly takenMinor: bigint;
  readonly givenBackMinor: bigint;
  /** What is owed, by its entries. */
  readonly owedMinor: bigint;
}

/** An order with what its stock moves and payments come to. */
export interface BookedOrder {
  readonly seq: number;
  readonly order: Order;
  /** Units sold, by SKU: the sums of its moves. Undefined once the log no longer leads to them. */
  readonly soldUnits: ReadonlyMap<string, number> | undefined;
  /** All of the order. */
  readonly payments: readonly Payment[];
}

/** The sums of an item's moves up to an event. */
export interface StockSums {
  readonly seq: number;
  readonly onHand: number;
  readonly held: number;
  readonly sold: number;
}

export const noMoves: StockSums = { seq: 0, onHand: 0, held: 0, sold: 0 };

/** A payment shows what its entries say, and has given back no more than it took. */
export function checkPayment(booked: BookedPayment): string | undefined {
  const { payment, takenMinor, givenBackMinor } = booked;
  const { capturedMinor, refundedMinor, amount, status } = payment;
  const wrong: string[] = [];
  if (capturedMinor !== takenMinor) wrong.push(differs("captured", capturedMinor, takenMinor));
  const back = refundedMinor + paidBeyondMinor(payment);
  if (back !== givenBackMinor) wrong.push(differs("refunded", back, givenBackMinor));
  const owed = owedMinor(payment);
  if (owed !== booked.owedMinor) wrong.push(differs("owed", owed, booked.owedMinor));
  if (refundedMinor > capturedMinor) wrong.push(`${refundedMinor} refunded of ${capturedMinor}`);
  const keptMinor = capturedMinor - refundedMinor;
  if (keptMinor > amount.minorUnits && status !== "refund_due") {
    wrong.push(`${keptMinor} kept of a total of ${amount.minorUnits}`);
  }
  return wrong.length === 0 ? undefined : wrong.join("; ");
}

/**
 * An order that is paid has its stock, unit by unit, or its money goes back, and its money was taken; one that is not has no stock; and for
 * none is money kept twice.
 */
export function checkOrder({ order, soldUnits, payments }: BookedOrder): string | undefined {
  const wrong: string[] = [];
  const isPaid = paidStatuses.has(order.status);
  const keeping = payments.filter(keepsMoney);
  if (keeping.length > 1) wrong.push(`${keeping.length} payments are kept`);
  if (!isPaid && keeping.length > 0) wrong.push(`${order.status}, and its money is kept`);
  if (isPaid && keeping.length > 0 && order.hold !== "committed") {
    wrong.push(`${order.status}, and its hold is ${order.hold}`);
  }
  if (isPaid && order.total.minorUnits > 0n && payments.every(hasTakenNothing)) {
    wrong.push(`${order.status}, and nothing was taken for it`);
  }
  for (const line of order.lines) {
    if (soldUnits === undefined) break;
    const sold = soldUnits.get(line.sku) ?? 0;
    const due = isPaid ? line.quantity - line.cancelledQuantity - line.returnedQuantity : 0;
    if (sold !== due)
      wrong.push(`${line.sku}: ${sold} units sold by its moves, ${due} by its lines`);
  }
  return wrong.length === 0 ? undefined : wrong.join("; ");
}

const paidStatuses: ReadonlySet<string> = new Set([
  "paid",
  "fulfilling",
  "shipped",
  "delivered",
  "closed",
]);

function hasTakenNothing({ capturedMinor }: Payment): boolean {
  return capturedMinor === 0n;
}

/** True when nothing says that all the money of a payment goes back. */
function keepsMoney({ status, capturedMinor, refundedMinor }: Payment): boolean {
  return status !== "refund_due" && capturedMinor > refundedMinor;
}

/** An item shows the sums of its moves. */
export function checkStock(item: Item | undefined, sums: StockSums): string | undefined {
  const shown = item && `${item.onHand}/${item.held}/${item.sold}`;
  const summed = `${sums.onHand}/${sums.held}/${sums.sold}`;
  if (shown === summed) return undefined;
  return `${shown ?? "no item"} on hand, held and sold; its moves sum to ${summed}`;
}

function differs(what: string, shown: bigint, booked: bigint): string {
  return `${shown} ${what}, ${booked} by its entries`;
}
