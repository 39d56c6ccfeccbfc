import type { ExpireHold, Nothing, OrderOutcome, Request } from "../commands/command.ts";
import { reject } from "../commands/reject.ts";
import type { Stamp } from "../commands/stamp.ts";
import type { BatchState } from "../commands/state.ts";
import { tell } from "../notes/told.ts";
import { giveUpCharge } from "../payments/give-up-charge.ts";
import { callOff } from "./call-off.ts";
import { moveLines } from "./move-lines.ts";
import { moveOrder } from "./move-order.ts";
import { reasonMaxLength } from "./order.ts";
import { releaseHold } from "./release-hold.ts";

const holdRanOut = tell({ code: "hold_ran_out" }, reasonMaxLength);

/**
 * Ends a hold whose time has come. One that ended otherwise, or has time left, is left alone. An order in review stays there without
 * its stock while whether it was paid is not known.
 */
export function decideExpireHold(
  state: BatchState,
  request: Request,
  command: ExpireHold,
  stamp: Stamp,
): OrderOutcome | Nothing {
  const order = state.orders.get(command.orderId);
  if (order === undefined) return reject({ reason: "ORDER_NOT_FOUND", orderId: command.orderId });
  const due = stamp.nowMs >= order.holdExpiresAtMs;
  if (order.hold !== "held" || !due) return { kind: "nothing" };
  const at = { atMs: stamp.nowMs, cause: holdRanOut };
  if (order.status === "placed")
    return releaseHold(state, request, order, { as: "expired", ...at });
  const left = giveUpCharge(state, request, order, at);
  if (left.status === "paying") return releaseHold(state, request, left, { as: "expired", ...at });
  // What was never sent has been given up: nothing is left to find out.
  if (left.paymentStatus === "failed") return callOff(state, request, left, at);
  moveLines(state, order, "released");
  const event = { kind: "order.hold_ended", ...at } as const;
  return moveOrder(state, request, order, { hold: "expired" }, event);
}
