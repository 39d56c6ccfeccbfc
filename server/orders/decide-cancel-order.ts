import type { CancelOrder, OrderOutcome, Request } from "../commands/command.ts";
import { reject } from "../commands/reject.ts";
import type { Stamp } from "../commands/stamp.ts";
import type { BatchState } from "../commands/state.ts";
import { giveUpCharge } from "../payments/give-up-charge.ts";
import { callOff } from "./call-off.ts";
import { cancelPaid } from "./cancel-paid.ts";
import { orderMove } from "./moves.ts";
import { seenOrder } from "./seen-order.ts";

/**
 * Calls off an order: also one that is on hold, and one whose time has run out, while its expiry has not been decided yet. One that
 * is being paid gives its stock back at once, and what its payment may still take will be given back; one that is paid gives
 * back both.
 */
export function decideCancelOrder(
  state: BatchState,
  request: Request,
  command: CancelOrder,
  stamp: Stamp,
): OrderOutcome {
  const seen = seenOrder(state, command);
  if (seen.kind === "rejected") return seen;
  const { order } = seen;
  const { orderId, status } = order;
  if (status === "paid" || status === "fulfilling") {
    return cancelPaid(state, request, { order, command }, stamp);
  }
  if (orderMove(order, "cancelled") === "illegal") {
    return reject({ reason: "ILLEGAL_MOVE", from: status, to: "cancelled" });
  }
  if (command.lines !== undefined) return reject({ reason: "ORDER_NOT_PAID", orderId, status });
  const at = { atMs: stamp.nowMs, cause: command.reason };
  if (status === "placed") return callOff(state, request, order, at);
  return callOff(state, request, giveUpCharge(state, request, order, at), at);
}
