import type { Item } from "../inventory/item.ts";
import type { Note } from "../notes/note.ts";
import type { Order } from "../orders/order.ts";
import type { Payment } from "../payments/payment.ts";
import type { User } from "../users/user.ts";

export type EventKind =
  | "user.created"
  | "item.created"
  | "item.updated"
  | "stock.adjusted"
  | "order.placed"
  | "order.put_on_hold"
  | "order.taken_off_hold"
  | "order.cancelled"
  | "order.expired"
  | OrderPaymentEventKind
  | FulfilmentEventKind
  | PaymentEventKind;

/** What payments make of orders. */
export type OrderPaymentEventKind =
  | "order.paying"
  | "order.payment_failed"
  | "order.payment_review"
  | "order.hold_ended"
  | "order.hold_taken"
  | "order.paid"
  | "order.payment_changed";

/** What becomes of an order once it is paid. */
export type FulfilmentEventKind =
  | "order.fulfilling"
  | "order.units_cancelled"
  | "order.shipped"
  | "order.delivered"
  | "order.returned"
  | "order.closed";

export type PaymentEventKind =
  | "payment.created"
  | "payment.waiting"
  | "payment.attempt_sent"
  | "payment.attempt_unknown"
  | "payment.attempt_declined"
  | "payment.attempt_not_sent"
  | "payment.authorized"
  | "payment.captured"
  | "payment.failed"
  | "payment.refund_created"
  | "payment.refund_due"
  | "payment.refunded"
  | "payment.review_opened"
  | "payment.review_closed"
  | "payment.asked_again";

/** The thing an event is about, as it stands after the event. */
export type EventSubject =
  | { readonly kind: "order"; readonly order: Order }
  | { readonly kind: "item"; readonly item: Item }
  | { readonly kind: "user"; readonly user: User }
  | { readonly kind: "payment"; readonly payment: Payment };

/** One transition, as it goes into the log. */
export interface Event {
  /** Number in the log: from 1, in commit order, without gaps. */
  readonly seq: number;
  readonly atMs: number;
  readonly kind: EventKind;
  /** Principal; "system" for timers. */
  readonly actor: string;
  /** A reason given by the caller, or what the server did it for; may be empty. */
  readonly cause: string;
  /** What the cause says, where it is the server's own. */
  readonly causeNote?: Note | undefined;
  /** W3C trace id, or empty. */
  readonly traceId: string;
  readonly subject: EventSubject;
}
