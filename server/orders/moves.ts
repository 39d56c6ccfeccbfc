import type { HoldStatus, OrderStatus } from "./order.ts";

/** Which states an order may go to from each. Paying and shipping move in with payments. */
export const orderMoves: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  placed: ["paying", "expired", "cancelled"],
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

/** A hold ends once. */
export const holdMoves: Readonly<Record<HoldStatus, readonly HoldStatus[]>> = {
  held: ["committed", "expired", "cancelled"],
  committed: [],
  expired: [],
  cancelled: [],
};

/** True when the table allows the move. */
export function mayMove<S extends string>(
  moves: Readonly<Record<S, readonly S[]>>,
  from: S,
  to: S,
): boolean {
  return moves[from].includes(to);
}
