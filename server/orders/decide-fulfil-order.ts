import type { OrderOutcome, Request } from "../commands/command.ts";
import type { FulfilOrder } from "../commands/fulfilment-command.ts";
import { reject } from "../commands/reject.ts";
import type { Stamp } from "../commands/stamp.ts";
import type { BatchState } from "../commands/state.ts";
import { moveOrder } from "./move-order.ts";
import { obstacleToMove } from "./obstacle-to-move.ts";
import { seenOrder } from "./seen-order.ts";
import { shipIfComplete } from "./ship-if-complete.ts";
import { countUnits, pickUnits, unitsToShip } from "./units.ts";

/** Notes down that units of a paid order have left. Their stock was sold when it was paid: nothing moves there. */
export function decideFulfilOrder(
  state: BatchState,
  request: Request,
  command: FulfilOrder,
  stamp: Stamp,
): OrderOutcome {
  const seen = seenOrder(state, command);
  if (seen.kind === "rejected") return seen;
  const { order } = seen;
  const to = order.status === "fulfilling" ? "shipped" : "fulfilling";
  const obstacle = obstacleToMove(order, to);
  if (obstacle !== undefined) return reject(obstacle);
  const picked = pickUnits(order, command.lines, unitsToShip);
  if (picked.kind === "rejected") return picked;
  const at = { atMs: stamp.nowMs, cause: command.tracking };
  const lines = countUnits(order.lines, picked.units, "fulfilledQuantity");
  const changes = { status: "fulfilling", lines } as const;
  const moved = moveOrder(state, request, order, changes, { kind: "order.fulfilling", ...at });
  return shipIfComplete(state, request, moved, at);
}
