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
  if (orderMove(order, "cancelled") === "illegal") {
    return reject({ reason: "ILLEGAL_MOVE", from: order.status, to: "cancelled" });
  }
  const at = { atMs: stamp.nowMs, cause: command.reason };
  if (order.status === "placed") return callOff(state, request, order, at);
  if (order.status === "paid") return cancelPaid(state, request, order, stamp, command.reason);
  return callOff(state, request, giveUpCharge(state, request, order, at), at);
}
