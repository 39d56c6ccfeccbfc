import type { Request } from "../commands/command.ts";
import type { Problem } from "../commands/problem.ts";
import type { Stamp } from "../commands/stamp.ts";
import type { BatchState } from "../commands/state.ts";
import { present } from "../core/assert.ts";
import { oweRefund } from "../payments/owe-refund.ts";
import { obstacleToOwing, owedForUnits } from "../payments/owe-units.ts";
import type { Payment } from "../payments/payment.ts";
import type { LineRequest, Order } from "./order.ts";
import { priceOf } from "./units.ts";

/** Units of a paid order whose money goes back. */
export interface UnitsBack {
  readonly order: Order;
  readonly units: readonly LineRequest[];
  /** True when no unit is left after them that the buyer has or will get. */
  readonly areLast: boolean;
  readonly reason: string;
}

/**
 * Owes the buyer what units have cost, and answers where the payment stands then; or why that cannot be. The caller moves the stock and
 * the order. An order that was paid in several tries has its money in the newest: the others have failed or are given back whole.
 */
export function giveBackUnits(
  state: BatchState,
  request: Request,
  { order, units, areLast, reason }: UnitsBack,
  stamp: Stamp,
): { readonly kind: "owed"; readonly paymentStatus: Payment["status"] } | Problem {
  const paymentId = present(order.paymentId, `payment of ${order.orderId}`);
  const payment = present(state.payments.get(paymentId), `payment ${paymentId}`);
  const amountMinor = owedForUnits(payment, { priceMinor: priceOf(order.lines, units), areLast });
  const obstacle = areLast ? undefined : obstacleToOwing(payment, amountMinor);
  if (obstacle !== undefined) return obstacle;
  const owed = oweRefund(state, request, payment, { amountMinor, reason, due: true }, stamp);
  return { kind: "owed", paymentStatus: owed.payment.status };
}
