import { PaymentStatus } from "#gen/sluice/orders/v1/order_pb.ts";
import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";
import type { Amount } from "../ui/money-text.ts";
import { worthOf } from "./move-form.ts";
import { movableLines } from "./order-moves.ts";

/** What goes back to the buyer when an order is called off now: the price of all that is paid and has not left; undefined when nothing was paid. */
export function paidBack(order: Order): Amount | undefined {
  const { paymentStatus, total } = order;
  const paid =
    paymentStatus === PaymentStatus.CAPTURED || paymentStatus === PaymentStatus.PARTIALLY_REFUNDED;
  if (!paid || total === undefined) return undefined;
  const left = movableLines(order, "cancel_units").map(({ sku, most }) => ({
    sku,
    quantity: most,
  }));
  return { currencyCode: total.currencyCode, minorUnits: worthOf(order, left) };
}
