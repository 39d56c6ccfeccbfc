import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";
import { unitsOf } from "./line-sums.ts";
import { allows } from "./order-actions.ts";
import type { OrderAction } from "./order-actions.ts";

/** What an action on many orders will do, for people to agree to. */
export interface BulkPlan {
  readonly action: OrderAction;
  /** Those that take the action, as they were seen. */
  readonly orders: readonly Order[];
  /** Those that do not, and are left alone. */
  readonly left: readonly Order[];
  readonly units: bigint;
}

/** Splits what was selected into what takes the action and what does not, and counts what that comes to. */
export function bulkPlan(action: OrderAction, selected: readonly Order[]): BulkPlan {
  const orders = selected.filter((order) => allows(order, action));
  const left = selected.filter((order) => !allows(order, action));
  const units = orders.reduce((sum, order) => sum + unitsOf(order), 0n);
  return {
    action,
    orders,
    left,
    units,
  };
}
