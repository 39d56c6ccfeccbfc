import type { CancelOrder, OrderOutcome, Request } from "../commands/command.ts";
import { reject } from "../commands/reject.ts";
import type { Stamp } from "../commands/stamp.ts";
import type { BatchState } from "../commands/state.ts";
import { releaseHold } from "./release-hold.ts";
import { seenOrder } from "./seen-order.ts";

/**
 * Calls off an order that is placed: also one that is on hold, and one whose time has run out, while its expiry has not
 * been decided yet.
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
  if (order.status !== "placed") {
    return reject({ reason: "ILLEGAL_MOVE", from: order.status, to: "cancelled" });
  }
  const end = { as: "cancelled", atMs: stamp.nowMs, cause: command.reason } as const;
  return releaseHold(state, request, order, end);
}
