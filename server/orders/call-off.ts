import type { Done, Request } from "../commands/command.ts";
import type { BatchState } from "../commands/state.ts";
import { toldBy } from "../notes/told.ts";
import type { Cause } from "../notes/told.ts";
import { moveOrder } from "./move-order.ts";
import type { Order } from "./order.ts";
import { releaseHold } from "./release-hold.ts";

/** Cancels an order that nothing was paid for, with its hold if it still has one. */
export function callOff(
  state: BatchState,
  request: Request,
  order: Order,
  { atMs, cause }: { readonly atMs: number; readonly cause: Cause },
): Done<Order> {
  if (order.hold === "held") {
    return releaseHold(state, request, order, { as: "cancelled", atMs, cause });
  }
  const changes = { status: "cancelled", cancelReason: toldBy(cause).text } as const;
  return moveOrder(state, request, order, changes, { kind: "order.cancelled", atMs, cause });
}
