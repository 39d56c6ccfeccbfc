import type { Order, OrderLine } from "#gen/sluice/orders/v1/order_pb.ts";
import type { Amount } from "../ui/money-text.ts";

/** What a line comes to, exactly; undefined for one without a price. */
export function lineSum({ quantity, unitPrice }: OrderLine): Amount | undefined {
  if (unitPrice === undefined) return undefined;
  const { currencyCode, minorUnits } = unitPrice;
  return { currencyCode, minorUnits: minorUnits * quantity };
}

/** Units of all lines. */
export function unitsOf({ lines }: Pick<Order, "lines">): bigint {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0n);
}
