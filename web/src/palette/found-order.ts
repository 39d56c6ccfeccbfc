import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";
import { shortId } from "../ui/short-id.ts";
import type { Found } from "./found.ts";

/** An order as the palette tells it. */
export function foundOrder({ orderId, lines }: Order): Found {
  const detail = lines.map(({ sku, quantity }) => `${quantity} × ${sku}`).join(", ");
  return { kind: "order", id: orderId, title: shortId(orderId), detail };
}
