import type { OrderOutcome, ReleaseOrder, Request } from "../commands/command.ts";
import { reject } from "../commands/reject.ts";
import type { Stamp } from "../commands/stamp.ts";
import type { BatchState } from "../commands/state.ts";
import { seenOrder } from "./seen-order.ts";
import { setOnHold } from "./set-on-hold.ts";

/** Takes an order off hold. Its stock is another matter: that stays as it is. */
export function decideReleaseOrder(
  state: BatchState,
  request: Request,
  command: ReleaseOrder,
  stamp: Stamp,
): OrderOutcome {
  const seen = seenOrder(state, command);
  if (seen.kind === "rejected") return seen;
  const { orderId, onHold } = seen.order;
  if (onHold === undefined) return reject({ reason: "ORDER_NOT_ON_HOLD", orderId });
  const at = { atMs: stamp.nowMs, cause: command.reason };
  return setOnHold(state, request, seen.order, { on: false, ...at });
}
