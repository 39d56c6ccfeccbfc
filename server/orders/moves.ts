import type { HoldStatus, Order, OrderStatus } from "./order.ts";

/**
 * Which states an order may go to from each. An order that is "fulfilling" has units that have left, so it cannot be cancelled any more:
 * without the others it is shipped. "placed" goes to "paid" at once where a charge that was declined turns out to have been taken.
 */
export const orderMoves: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  placed: ["paying", "paid", "expired", "cancelled"],
  paying: ["placed", "paid", "payment_review", "expired", "cancelled"],
  payment_review: ["paid", "cancelled"],
  paid: ["fulfilling", "cancelled"],
  fulfilling: ["shipped"],
  shipped: ["delivered"],
  delivered: ["closed"],
  closed: [],
  expired: ["paid"],
  cancelled: [],
};

/**
 * The moves that an order on hold does not make: those forward that somebody asks for. Running out of time, being called
 * off and a declined payment lead back or to an end and stay legal. What a payment channel has done is a fact: to refuse to
 * note it down (paying -> paid, expired -> paid) would leave the buyer charged and the order stuck.
 */
export const movesHeldBack: Readonly<Partial<Record<OrderStatus, OrderStatus>>> = {
  placed: "paying",
  paid: "fulfilling",
  fulfilling: "shipped",
  shipped: "delivered",
  delivered: "closed",
};

/** A hold ends once. A late payment takes another hold, which begins anew as "held". */
export const holdMoves: Readonly<Record<HoldStatus, readonly HoldStatus[]>> = {
  held: ["committed", "expired", "cancelled"],
  committed: [],
  expired: [],
  cancelled: [],
};

/** Whether an order may go to a state now. */
export function orderMove(
  order: Pick<Order, "status" | "onHold">,
  to: OrderStatus,
): "legal" | "illegal" | "on_hold" {
  if (!mayMove(orderMoves, order.status, to)) return "illegal";
  return order.onHold !== undefined && movesHeldBack[order.status] === to ? "on_hold" : "legal";
}

/** True for a state that no move leaves. */
export function isFinal(status: OrderStatus): boolean {
  return orderMoves[status].length === 0;
}

/** True when the table allows the move. */
export function mayMove<S extends string>(
  moves: Readonly<Record<S, readonly S[]>>,
  from: S,
  to: S,
): boolean {
  return moves[from].includes(to);
}
