import { OrderStatus } from "#gen/sluice/orders/v1/order_pb.ts";
import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";

/** What somebody can do to an order from the console. */
export type OrderAction = "cancel" | "hold" | "release";

export const orderActions: readonly OrderAction[] = ["hold", "release", "cancel"];

/** The key that asks for an action, wherever orders are. */
export const actionKeys: Readonly<Record<OrderAction, string>> = {
  hold: "h",
  release: "u",
  cancel: "c",
};

interface Legal {
  readonly cancel: boolean;
  /** Whether the order may be put on hold, while it is not. */
  readonly hold: boolean;
}

const any: Legal = { cancel: false, hold: true };
const final: Legal = { cancel: false, hold: false };

const both: Legal = { cancel: true, hold: true };

/**
 * What each state allows, as the server decides it: what has left the house cannot be called off, and what is closed or called off
 * never moves again, so that there is nothing to hold back. The server has the last word.
 */
const table: Readonly<Record<OrderStatus, Legal>> = {
  [OrderStatus.UNSPECIFIED]: final,
  [OrderStatus.QUEUED]: final,
  [OrderStatus.REJECTED]: final,
  [OrderStatus.PLACED]: both,
  [OrderStatus.PAYING]: both,
  [OrderStatus.PAYMENT_REVIEW]: both,
  [OrderStatus.PAID]: both,
  [OrderStatus.FULFILLING]: both,
  [OrderStatus.SHIPPED]: any,
  [OrderStatus.DELIVERED]: any,
  [OrderStatus.CLOSED]: final,
  [OrderStatus.EXPIRED]: any,
  [OrderStatus.CANCELLED]: final,
};

/** True when an order in this state takes the action. A state that is newer than this page takes none. */
export function allows(order: Pick<Order, "status" | "onHold">, action: OrderAction): boolean {
  const { cancel, hold } = table[order.status] ?? final;
  switch (action) {
    case "cancel":
      return cancel;
    case "hold":
      return hold && !order.onHold;
    case "release":
      return order.onHold;
  }
}

/** The actions that an order takes now. */
export function legalActions(order: Pick<Order, "status" | "onHold">): readonly OrderAction[] {
  return orderActions.filter((action) => allows(order, action));
}
