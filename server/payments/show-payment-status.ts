import type { Request } from "../commands/command.ts";
import type { BatchState } from "../commands/state.ts";
import { present } from "../core/assert.ts";
import type { Cause } from "../notes/told.ts";
import { moveOrder } from "../orders/move-order.ts";
import type { Payment } from "./payment.ts";

/** Has the order show where its newest payment stands, where nothing else in it moves. Does nothing when it does already. */
export function showPaymentStatus(
  state: BatchState,
  request: Request,
  payment: Payment,
  at: { readonly atMs: number; readonly cause: Cause },
): void {
  const order = present(state.orders.get(payment.orderId), `order ${payment.orderId}`);
  const { status: paymentStatus } = payment;
  if (order.paymentId !== payment.paymentId || order.paymentStatus === paymentStatus) return;
  moveOrder(state, request, order, { paymentStatus }, { kind: "order.payment_changed", ...at });
}
