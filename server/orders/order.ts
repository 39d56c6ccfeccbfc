import type { Money } from "../core/money.ts";

export type OrderStatus =
  | "placed"
  | "paying"
  | "payment_review"
  | "paid"
  | "fulfilling"
  | "shipped"
  | "delivered"
  | "closed"
  | "expired"
  | "cancelled";

/** "expired" and "cancelled" are the two ways of being released. */
export type HoldStatus = "held" | "committed" | "expired" | "cancelled";

export type PaymentStatus =
  | "none"
  | "pending"
  | "authorized"
  | "captured"
  | "partially_refunded"
  | "refunded"
  | "failed"
  | "voided"
  | "refund_due";

/** One line of an order. Lines are merged by SKU and sorted by it. */
export interface OrderLine {
  readonly sku: string;
  /** Units, 1 to 10,000. */
  readonly quantity: number;
  /** Price of one unit when the order was placed, in minor units of the order's currency. */
  readonly unitPriceMinor: bigint;
  /** Units that have left the house. */
  readonly fulfilledQuantity: number;
  /** Units that were called off after they were paid for; with those that have left at most `quantity`. */
  readonly cancelledQuantity: number;
  /** Units that had left and came back. */
  readonly returnedQuantity: number;
}

/** A flag that keeps an order from moving forward. */
export interface OnHold {
  /** 1 to 500 characters. */
  readonly reason: string;
  readonly sinceMs: number;
}

/** An order at one version. */
export interface Order {
  /** UUIDv7. */
  readonly orderId: string;
  /** Seq of the order.placed event: orders sort by it. */
  readonly placedSeq: number;
  readonly userId: string;
  readonly lines: readonly OrderLine[];
  readonly total: Money;
  readonly status: OrderStatus;
  readonly hold: HoldStatus;
  /** From this moment on the hold cannot be paid any more. */
  readonly holdExpiresAtMs: number;
  /** Of its newest payment. */
  readonly paymentStatus: PaymentStatus;
  /** The newest; undefined until there is one. */
  readonly paymentId: string | undefined;
  /** Counts transitions, from 1, without gaps. */
  readonly version: number;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
  /** Why it was cancelled; empty otherwise. */
  readonly cancelReason: string;
  /** Undefined while it may move on. (Not to be mixed up with `hold`, the one on its stock.) */
  readonly onHold: OnHold | undefined;
}

/** A line as it is ordered. */
export function newLine(sku: string, quantity: number, unitPriceMinor: bigint): OrderLine {
  return {
    sku,
    quantity,
    unitPriceMinor,
    fulfilledQuantity: 0,
    cancelledQuantity: 0,
    returnedQuantity: 0,
  };
}

/** What is asked for on one line. */
export interface LineRequest {
  readonly sku: string;
  readonly quantity: number;
}

export const linesMax = 100;
/** Most units of one SKU in one order. */
export const quantityMax = 10_000;
export const reasonMaxLength = 500;
