import type { HoldOrder, OrderOutcome, Request } from "../commands/command.ts";
import { reject } from "../commands/reject.ts";
import type { Stamp } from "../commands/stamp.ts";
import type { BatchState } from "../commands/state.ts";
import { isFinal } from "./moves.ts";
import { seenOrder } from "./seen-order.ts";
import { setOnHold } from "./set-on-hold.ts";

/** Puts an order on hold, in any state that is not final. One that is on hold already keeps its reason: release it first. */
export function decideHoldOrder(
  state: BatchState,
  request: Request,
  command: HoldOrder,
  stamp: Stamp,
): OrderOutcome {
  const seen = seenOrder(state, command);
  if (seen.kind === "rejected") return seen;
  const { orderId, status, onHold } = seen.order;
  if (isFinal(status)) return reject({ reason: "ORDER_FINAL", orderId, status });
  if (onHold !== undefined) {
    return reject({ reason: "ORDER_ON_HOLD", orderId, sinceMs: onHold.sinceMs });
  }
  const at = { atMs: stamp.nowMs, cause: command.reason };
  return setOnHold(state, request, seen.order, { on: true, ...at });
}
