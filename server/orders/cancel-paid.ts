import type { CancelOrder, OrderOutcome, Request } from "../commands/command.ts";
import { reject } from "../commands/reject.ts";
import type { Stamp } from "../commands/stamp.ts";
import type { BatchState } from "../commands/state.ts";
import { giveBackUnits } from "./give-back-units.ts";
import { moveLines } from "./move-lines.ts";
import { moveOrder } from "./move-order.ts";
import type { Order } from "./order.ts";
import { shipIfComplete } from "./ship-if-complete.ts";
import { countUnits, pickUnits, unitsToReturn, unitsToShip } from "./units.ts";

/**
 * Calls off units of a paid order that have not left, all of them when none are named: their stock comes back, their price is owed. With
 * the last unit of all, the order is cancelled and everything that was taken and not given back yet is owed; where others have left
 * before, those make it a shipped order.
 */
export function cancelPaid(
  state: BatchState,
  request: Request,
  { order, command }: { readonly order: Order; readonly command: CancelOrder },
  stamp: Stamp,
): OrderOutcome {
  const { reason } = command;
  const picked = pickUnits(order, command.lines ?? [], unitsToShip);
  if (picked.kind === "rejected") return picked;
  const { units } = picked;
  const lines = countUnits(order.lines, units, "cancelledQuantity");
  const areLast = lines.every((line) => unitsToShip(line) + unitsToReturn(line) === 0);
  const owed = giveBackUnits(state, request, { order, units, areLast, reason }, stamp);
  if (!("kind" in owed)) return reject(owed);
  moveLines(state, order, "returned", units);
  const at = { atMs: stamp.nowMs, cause: reason };
  const { paymentStatus } = owed;
  if (order.status === "paid" && areLast) {
    const changes = { status: "cancelled", cancelReason: reason, paymentStatus, lines } as const;
    return moveOrder(state, request, order, changes, { kind: "order.cancelled", ...at });
  }
  const event = { kind: "order.units_cancelled", ...at } as const;
  const moved = moveOrder(state, request, order, { paymentStatus, lines }, event);
  return shipIfComplete(state, request, moved, at);
}
