import type { ExpireHold, Nothing, OrderOutcome, Request } from "../commands/command.ts";
import { reject } from "../commands/reject.ts";
import type { Stamp } from "../commands/stamp.ts";
import type { BatchState } from "../commands/state.ts";
import { releaseHold } from "./release-hold.ts";

/** Ends a hold whose time has come. One that ended otherwise, or has time left, is left alone. */
export function decideExpireHold(
  state: BatchState,
  request: Request,
  command: ExpireHold,
  stamp: Stamp,
): OrderOutcome | Nothing {
  const order = state.orders.get(command.orderId);
  if (order === undefined) return reject({ reason: "ORDER_NOT_FOUND", orderId: command.orderId });
  const due = stamp.nowMs >= order.holdExpiresAtMs;
  if (order.hold !== "held" || order.status !== "placed" || !due) return { kind: "nothing" };
  const end = { as: "expired", atMs: stamp.nowMs, cause: "hold ran out" } as const;
  return releaseHold(state, request, order, end);
}
