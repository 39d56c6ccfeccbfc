import type { Done, Request } from "../commands/command.ts";
import type { Stamp } from "../commands/stamp.ts";
import type { BatchState } from "../commands/state.ts";
import { present } from "../core/assert.ts";
import { oweRefund } from "../payments/owe-refund.ts";
import { refundableMinor } from "../payments/payment.ts";
import { moveLines } from "./move-lines.ts";
import { moveOrder } from "./move-order.ts";
import type { Order } from "./order.ts";

/** Calls off an order that is paid: its stock comes back, and all that was taken and not given back yet is owed. */
export function cancelPaid(
  state: BatchState,
  request: Request,
  order: Order,
  stamp: Stamp,
  reason: string,
): Done<Order> {
  const paymentId = present(order.paymentId, `payment of ${order.orderId}`);
  const payment = present(state.payments.get(paymentId), `payment ${paymentId}`);
  const owed = { amountMinor: refundableMinor(payment), reason, due: true };
  const { status: paymentStatus } = oweRefund(state, request, payment, owed, stamp).payment;
  moveLines(state, order, "returned");
  const changes = { status: "cancelled", cancelReason: reason, paymentStatus } as const;
  const event = { kind: "order.cancelled", atMs: stamp.nowMs, cause: reason } as const;
  return moveOrder(state, request, order, changes, event);
}
