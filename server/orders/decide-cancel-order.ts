import type { CancelOrder, OrderOutcome, Request } from "../commands/command.ts";
import { reject } from "../commands/reject.ts";
import type { Stamp } from "../commands/stamp.ts";
import type { BatchState } from "../commands/state.ts";
import { releaseHold } from "./release-hold.ts";

/** Calls off an order that is placed: also one whose hold has run out, while its expiry has not been decided yet. */
export function decideCancelOrder(
  state: BatchState,
  request: Request,
  command: CancelOrder,
  stamp: Stamp,
): OrderOutcome {
  const { orderId, expectedVersion, reason } = command;
  const order = state.orders.get(orderId);
  if (order === undefined) return reject({ reason: "ORDER_NOT_FOUND", orderId });
  if (expectedVersion !== 0 && expectedVersion !== order.version) {
    return reject({ reason: "VERSION_STALE", expectedVersion, actualVersion: order.version });
  }
  if (order.status !== "placed") {
    return reject({ reason: "ILLEGAL_MOVE", from: order.status, to: "cancelled" });
  }
  return releaseHold(state, request, order, { as: "cancelled", atMs: stamp.nowMs, cause: reason });
}
