import type { Nothing, PaymentOutcome, Request } from "../commands/command.ts";
import type { ReviewPayment } from "../commands/payment-command.ts";
import { reject } from "../commands/reject.ts";
import type { Stamp } from "../commands/stamp.ts";
import type { BatchState } from "../commands/state.ts";
import { present } from "../core/assert.ts";
import { tell } from "../notes/told.ts";
import { moveOrder } from "../orders/move-order.ts";
import { reasonMaxLength } from "../orders/order.ts";
import { changePayment } from "./change-payment.ts";
import { reviewFor, unresolved } from "./review.ts";

/**
 * Hands a payment to the operators whose attempt has had no end in time. Its channel is asked on; the stock stays held until the
 * hold ends. Comes to "nothing" before its time, and when the attempt has ended.
 */
export function decideReviewPayment(
  state: BatchState,
  request: Request,
  { paymentId }: ReviewPayment,
  { nowMs }: Stamp,
): PaymentOutcome | Nothing {
  const payment = state.payments.get(paymentId);
  if (payment === undefined) return reject({ reason: "PAYMENT_NOT_FOUND", paymentId });
  const { resolveByMs } = payment;
  if (resolveByMs === undefined || nowMs < resolveByMs) return { kind: "nothing" };
  const at = { atMs: nowMs, cause: tell(unresolved, reasonMaxLength) };
  const review = payment.review ?? reviewFor(payment, unresolved, nowMs);
  const changes = { resolveByMs: undefined, review };
  const move = { kind: "payment.review_opened", ...at } as const;
  const changed = changePayment(state, request, payment, changes, move);
  const order = present(state.orders.get(payment.orderId), `order ${payment.orderId}`);
  if (order.status === "paying") {
    const event = { kind: "order.payment_review", ...at } as const;
    moveOrder(state, request, order, { status: "payment_review" }, event);
  }
  return { kind: "done", subject: changed.payment, seq: changed.seq, replayed: false };
}
