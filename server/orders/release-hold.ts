import type { Done, Request } from "../commands/command.ts";
import type { BatchState } from "../commands/state.ts";
import { assert } from "../core/assert.ts";
import { toldBy } from "../notes/told.ts";
import type { Cause } from "../notes/told.ts";
import { holdMoves, isFinal, mayMove, orderMove } from "./moves.ts";
import type { Order } from "./order.ts";

/**
 * Ends the hold of an order without a sale: the stock is free again, the order is expired or cancelled, one event says
 * so. The caller has checked that both tables of moves allow it.
 */
export function releaseHold(
  state: BatchState,
  request: Request,
  order: Order,
  end: { readonly as: "expired" | "cancelled"; readonly atMs: number; readonly cause: Cause },
): Done<Order> {
  assert(mayMove(holdMoves, order.hold, end.as), `hold ${order.hold} -> ${end.as}`);
  assert(orderMove(order, end.as) === "legal", `order ${order.status} -> ${end.as}`);
  for (const { sku, quantity } of order.lines) {
    state.moveStock(sku, { kind: "released", quantity, placedSeq: order.placedSeq });
    state.addUnits(order.userId, sku, -quantity);
  }
  const released: Order = {
    ...order,
    status: end.as,
    hold: end.as,
    version: order.version + 1,
    updatedAtMs: end.atMs,
    cancelReason: end.as === "cancelled" ? toldBy(end.cause).text : "",
    // An expired order may be revived by a late payment, and is then still on hold.
    onHold: isFinal(end.as) ? undefined : order.onHold,
  };
  state.putOrder(released);
  const event = { kind: `order.${end.as}`, atMs: end.atMs, cause: end.cause } as const;
  const seq = state.append(request, event, { kind: "order", order: released });
  return { kind: "done", subject: released, seq, replayed: false };
}
