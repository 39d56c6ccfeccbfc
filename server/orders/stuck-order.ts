import type { Note } from "../notes/note.ts";
import { nothingTold } from "../notes/told.ts";
import { openAttempt } from "../payments/payment.ts";
import type { Payment } from "../payments/payment.ts";
import type { Order, OrderStatus } from "./order.ts";

/** What an order has stood in for longer than it should. */
export type StuckReason =
  | "paying"
  | "payment_review"
  | "paid"
  | "fulfilling"
  | "refund_due"
  | "on_hold";

/** What is safe to do about it; see sluice.orders.v1.SafeAction. */
export type SafeAction = "ask_again" | "fulfil" | "cancel" | "release";

/** How long each may take, in milliseconds. */
export type StuckLimits = Readonly<Record<StuckReason, number>>;

export interface StuckOrder {
  readonly order: Order;
  readonly reason: StuckReason;
  readonly sinceMs: number;
  /** The one it is about, if it is about one. */
  readonly payment: Payment | undefined;
}

export const stuckReasons = [
  "paying",
  "payment_review",
  "paid",
  "fulfilling",
  "refund_due",
  "on_hold",
] as const satisfies readonly StuckReason[];

const standing: ReadonlySet<OrderStatus> = new Set([
  "paying",
  "payment_review",
  "paid",
  "fulfilling",
]);

/** True for a state in which an order should not stay. */
export function canBeStuckIn(status: OrderStatus): boolean {
  return standing.has(status);
}

/**
 * The one thing to do that puts nobody's money or stock at risk. Asking again never moves money twice: the channel knows each attempt
 * by its id. What is left of an order whose money goes back is called off, not sent.
 */
export function safeAction({ order, reason }: StuckOrder): SafeAction {
  switch (reason) {
    case "paying":
    case "payment_review":
    case "refund_due":
      return "ask_again";
    case "paid":
    case "fulfilling": {
      const { paymentStatus } = order;
      return paymentStatus === "refund_due" || paymentStatus === "refunded" ? "cancel" : "fulfil";
    }
    case "on_hold":
      return "release";
    default:
      return reason satisfies never;
  }
}

/** What is known about why, in words, which may be empty, and where they are the server's own in notes. */
export function stuckDetail({ order, reason, payment }: StuckOrder): {
  readonly text: string;
  readonly notes: readonly Note[];
} {
  if (reason === "on_hold") return { text: order.onHold?.reason ?? "", notes: [] };
  if (payment === undefined) return { text: "", notes: [] };
  const { review } = payment;
  if (review !== undefined) return { text: review.reason, notes: review.notes };
  const attempt = openAttempt(payment) ?? payment.attempts.at(-1);
  const { text, note } = attempt?.detail ?? nothingTold;
  return { text, notes: note === undefined ? [] : [note] };
}
