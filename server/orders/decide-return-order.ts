import type { OrderOutcome, Request } from "../commands/command.ts";
import type { ReturnOrder } from "../commands/fulfilment-command.ts";
import { reject } from "../commands/reject.ts";
import type { Stamp } from "../commands/stamp.ts";
import type { BatchState } from "../commands/state.ts";
import { giveBackUnits } from "./give-back-units.ts";
import { moveLines } from "./move-lines.ts";
import { moveOrder } from "./move-order.ts";
import { seenOrder } from "./seen-order.ts";
import { countUnits, pickUnits, unitsToReturn, unitsToShip } from "./units.ts";

/**
 * Takes units back that had left. Their stock can be sold again, and their price is owed; with the last of them all that was taken and
 * not given back yet. The order stays where it is: that it was shipped, or has arrived, is still so.
 */
export function decideReturnOrder(
  state: BatchState,
  request: Request,
  command: ReturnOrder,
  stamp: Stamp,
): OrderOutcome {
  const seen = seenOrder(state, command);
  if (seen.kind === "rejected") return seen;
  const { order } = seen;
  const { orderId, status } = order;
  if (status !== "shipped" && status !== "delivered") {
    return reject({ reason: "ORDER_NOT_SHIPPED", orderId, status });
  }
  const picked = pickUnits(order, command.lines, unitsToReturn);
  if (picked.kind === "rejected") return picked;
  const { units } = picked;
  if (units.length === 0) return reject({ reason: "NOTHING_TO_RETURN", orderId });
  const lines = countUnits(order.lines, units, "returnedQuantity");
  const areLast = lines.every((line) => unitsToShip(line) + unitsToReturn(line) === 0);
  const { reason } = command;
  const owed = giveBackUnits(state, request, { order, units, areLast, reason }, stamp);
  if (!("kind" in owed)) return reject(owed);
  moveLines(state, order, "returned", units);
  const { paymentStatus } = owed;
  const event = { kind: "order.returned", atMs: stamp.nowMs, cause: reason } as const;
  return moveOrder(state, request, order, { lines, paymentStatus }, event);
}
