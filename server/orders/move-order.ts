import type { Done, Request } from "../commands/command.ts";
import type { EventKind } from "../commands/event.ts";
import type { BatchState } from "../commands/state.ts";
import { assert } from "../core/assert.ts";
import type { Cause } from "../notes/told.ts";
import { isFinal, mayMove, orderMoves } from "./moves.ts";
import type { Order } from "./order.ts";

/** What a move may change in an order. */
export type OrderChanges = Partial<
  Pick<
    Order,
    "status" | "hold" | "lines" | "holdExpiresAtMs" | "paymentStatus" | "paymentId" | "cancelReason"
  >
>;

/** Moves an order on and says so in the log. The caller has moved its stock, and checked that it is not on hold. */
export function moveOrder(
  state: BatchState,
  request: Request,
  order: Order,
  changes: OrderChanges,
  event: {
    readonly kind: Extract<EventKind, `order.${string}`>;
    readonly atMs: number;
    readonly cause: Cause;
  },
): Done<Order> {
  const status = changes.status ?? order.status;
  if (status !== order.status) {
    assert(mayMove(orderMoves, order.status, status), `order ${order.status} -> ${status}`);
  }
  const moved: Order = {
    ...order,
    ...changes,
    version: order.version + 1,
    updatedAtMs: event.atMs,
    onHold: isFinal(status) ? undefined : order.onHold,
  };
  state.putOrder(moved);
  const seq = state.append(request, event, { kind: "order", order: moved });
  return { kind: "done", subject: moved, seq, replayed: false };
}
