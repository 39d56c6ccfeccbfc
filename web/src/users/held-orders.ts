import { HoldStatus, OrderStatus } from "#gen/sluice/orders/v1/order_pb.ts";
import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";

/** The states in which an order may hold stock. */
export const holdingStatuses = [
  OrderStatus.PLACED,
  OrderStatus.PAYING,
  OrderStatus.PAYMENT_REVIEW,
] as const;

/** The orders that hold stock now, that whose time is up first before the others, and how many units they hold. */
export function heldOrders(orders: readonly Order[]): {
  readonly orders: readonly Order[];
  readonly unitCount: bigint;
} {
  const held = orders
    .filter(({ holdStatus }) => holdStatus === HoldStatus.HELD)
    .toSorted((left, right) => Number(endOf(left) - endOf(right)));
  const lines = held.flatMap((order) => order.lines);
  return { orders: held, unitCount: lines.reduce((sum, { quantity }) => sum + quantity, 0n) };
}

/** In nanoseconds: orders of one batch differ by less than a second. */
function endOf({ holdExpiresAt }: Order): bigint {
  return (holdExpiresAt?.seconds ?? 0n) * 1_000_000_000n + BigInt(holdExpiresAt?.nanos ?? 0);
}
