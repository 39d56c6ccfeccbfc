import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";
import { millisecondsOf } from "../ui/time-text.ts";
import { statusOf } from "./list-request.ts";
import type { OrderFilter } from "./order-filter.ts";
import { boundsOf } from "./time-span.ts";

/**
 * Whether an order may be in a list: true also when only the server can tell (an order does not say its user's e-mail). For changes that
 * the stream brings, to know which of them the list has to be read anew for.
 */
export function mayMatch(
  order: Order,
  filter: OrderFilter,
  clock: { readonly nowMs: number; readonly zone: string },
): boolean {
  const { order: head, user, sku, statuses, onHold, placed } = filter;
  if (head !== undefined && !order.orderId.startsWith(head)) return false;
  if (user !== undefined && order.userId !== user) return false;
  if (sku !== undefined && !order.lines.some((line) => line.sku === sku)) return false;
  if (statuses.length > 0 && !statuses.some((name) => statusOf[name] === order.status)) {
    return false;
  }
  if (onHold !== undefined && order.onHold !== onHold) return false;
  if (placed === undefined) return true;
  const { fromMs = 0, beforeMs = Number.POSITIVE_INFINITY } = boundsOf(
    placed,
    clock.nowMs,
    clock.zone,
  );
  const placedMs = millisecondsOf(order.createdAt) ?? 0;
  return placedMs >= fromMs && placedMs < beforeMs;
}
