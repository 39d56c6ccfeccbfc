import type { OrderOutcome, Request } from "../commands/command.ts";
import type { CloseOrder, RecordDelivery } from "../commands/fulfilment-command.ts";
import { reject } from "../commands/reject.ts";
import type { Stamp } from "../commands/stamp.ts";
import type { BatchState } from "../commands/state.ts";
import { moveOrder } from "./move-order.ts";
import { obstacleToMove } from "./obstacle-to-move.ts";
import { seenOrder } from "./seen-order.ts";

/** Notes down that a shipped order has arrived. */
export function decideRecordDelivery(
  state: BatchState,
  request: Request,
  command: RecordDelivery,
  stamp: Stamp,
): OrderOutcome {
  return moveOn(state, request, command, { to: "delivered", atMs: stamp.nowMs });
}

/** Closes an order that has arrived. */
export function decideCloseOrder(
  state: BatchState,
  request: Request,
  command: CloseOrder,
  stamp: Stamp,
): OrderOutcome {
  return moveOn(state, request, command, { to: "closed", atMs: stamp.nowMs });
}

/** A move in which nothing changes but the state. */
function moveOn(
  state: BatchState,
  request: Request,
  command: RecordDelivery | CloseOrder,
  { to, atMs }: { readonly to: "delivered" | "closed"; readonly atMs: number },
): OrderOutcome {
  const seen = seenOrder(state, command);
  if (seen.kind === "rejected") return seen;
  const obstacle = obstacleToMove(seen.order, to);
  if (obstacle !== undefined) return reject(obstacle);
  const event = { kind: `order.${to}`, atMs, cause: "" } as const;
  return moveOrder(state, request, seen.order, { status: to }, event);
}
