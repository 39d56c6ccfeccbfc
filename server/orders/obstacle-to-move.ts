import type { Problem } from "../commands/problem.ts";
import { orderMove } from "./moves.ts";
import type { Order, OrderStatus } from "./order.ts";

/** Why an order does not go to a state now; undefined when it may. */
export function obstacleToMove(order: Order, to: OrderStatus): Problem | undefined {
  const { orderId, status, onHold } = order;
  const move = orderMove(order, to);
  if (move === "illegal") return { reason: "ILLEGAL_MOVE", from: status, to };
  if (onHold === undefined || move === "legal") return undefined;
  return { reason: "ORDER_ON_HOLD", orderId, sinceMs: onHold.sinceMs };
}
