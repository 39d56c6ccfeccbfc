import { HoldStatus, OrderStatus } from "#gen/sluice/orders/v1/order_pb.ts";
import type { Order, OrderLine } from "#gen/sluice/orders/v1/order_pb.ts";

/** How somebody takes an order further from its page, from payment to its end. */
export type OrderMove = "pay" | "fulfil" | "deliver" | "return" | "close" | "cancel_units";

/** The key that asks for a move. What is rarely done, and cannot be taken back, has none. */
export const moveKeys: Readonly<Partial<Record<OrderMove, string>>> = {
  pay: "p",
  fulfil: "f",
  deliver: "d",
  return: "r",
};

/** What of a line a move can be about, in units. */
export interface MovableLine {
  readonly sku: string;
  readonly most: bigint;
}

/** The moves that an order takes now, the most likely first. The server has the last word. */
export function legalMoves(order: Order): readonly OrderMove[] {
  const { status, onHold } = order;
  const forward = forwardMove(order);
  const moves: OrderMove[] = forward === undefined || onHold ? [] : [forward];
  const isPaid = status === OrderStatus.PAID || status === OrderStatus.FULFILLING;
  const isSent = status === OrderStatus.SHIPPED || status === OrderStatus.DELIVERED;
  if (isPaid && unitsIn(movableLines(order, "cancel_units")) > 1n) moves.push("cancel_units");
  if (isSent && movableLines(order, "return").length > 0) moves.push("return");
  return moves;
}

/** What takes the order on from its state, unless somebody holds it back. */
function forwardMove(order: Order): OrderMove | undefined {
  const { status, holdStatus } = order;
  if (status === OrderStatus.PLACED) return holdStatus === HoldStatus.HELD ? "pay" : undefined;
  if (status === OrderStatus.PAID || status === OrderStatus.FULFILLING) {
    return movableLines(order, "fulfil").length > 0 ? "fulfil" : undefined;
  }
  if (status === OrderStatus.SHIPPED) return "deliver";
  return status === OrderStatus.DELIVERED ? "close" : undefined;
}

/** The lines that a move can be about, each with the most that it can take: what has not left, or what has and is not back. */
export function movableLines(
  { lines }: Pick<Order, "lines">,
  move: OrderMove,
): readonly MovableLine[] {
  const most = move === "return" ? outUnits : leftUnits;
  return lines
    .map((line) => ({ sku: line.sku, most: most(line) }))
    .filter((line) => line.most > 0n);
}

/** Units of all lines together. */
export function unitsIn(lines: readonly MovableLine[]): bigint {
  return lines.reduce((sum, { most }) => sum + most, 0n);
}

function leftUnits({ quantity, fulfilledQuantity, cancelledQuantity }: OrderLine): bigint {
  return quantity - fulfilledQuantity - cancelledQuantity;
}

function outUnits({ fulfilledQuantity, returnedQuantity }: OrderLine): bigint {
  return fulfilledQuantity - returnedQuantity;
}
