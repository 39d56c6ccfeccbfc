import type { Done, Request } from "../commands/command.ts";
import type { BatchState } from "../commands/state.ts";
import { moveOrder } from "./move-order.ts";
import type { Order } from "./order.ts";
import { unitsToShip } from "./units.ts";

/**
 * An order of which nothing is left to leave is shipped, with an event of its own beside that of its last units, so that each move of
 * the table is one event. Also one on hold whose rest is called off: what has left has left, and nothing goes forward by it.
 */
export function shipIfComplete(
  state: BatchState,
  request: Request,
  moved: Done<Order>,
  at: { readonly atMs: number; readonly cause: string },
): Done<Order> {
  const { subject: order } = moved;
  if (order.status !== "fulfilling" || order.lines.some((line) => unitsToShip(line) > 0)) {
    return moved;
  }
  return moveOrder(state, request, order, { status: "shipped" }, { kind: "order.shipped", ...at });
}
