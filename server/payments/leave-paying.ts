import type { Request } from "../commands/command.ts";
import type { BatchState } from "../commands/state.ts";
import { present } from "../core/assert.ts";
import type { Cause } from "../notes/told.ts";
import { moveOrder } from "../orders/move-order.ts";
import type { Order } from "../orders/order.ts";
import { callOff } from "../orders/call-off.ts";
import { releaseHold } from "../orders/release-hold.ts";
import type { Payment } from "./payment.ts";
import { showPaymentStatus } from "./show-payment-status.ts";

/**
 * Where an order goes when its payment has ended without a sale: back to be paid anew while its hold lives, else it has expired. Out
 * of review there is no way back, and with `forGood` there is none at all: it is called off. One that had ended before only shows
 * where its payment stands.
 */
export function leavePaying(
  state: BatchState,
  request: Request,
  payment: Payment,
  end: { readonly atMs: number; readonly cause: Cause; readonly forGood: boolean },
): void {
  const { forGood, ...at } = end;
  const order = present(state.orders.get(payment.orderId), `order ${payment.orderId}`);
  const paymentStatus = payment.status;
  const shown: Order = { ...order, paymentStatus };
  if (order.status === "payment_review" || (order.status === "paying" && forGood)) {
    callOff(state, request, shown, at);
  } else if (order.status !== "paying") {
    showPaymentStatus(state, request, payment, at);
  } else if (at.atMs < order.holdExpiresAtMs) {
    const changes = { status: "placed", paymentStatus } as const;
    moveOrder(state, request, order, changes, { kind: "order.payment_failed", ...at });
  } else {
    releaseHold(state, request, shown, { as: "expired", ...at });
  }
}
