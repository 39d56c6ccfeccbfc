import { clone } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { HoldStatus, OrderSchema, OrderStatus } from "#gen/sluice/orders/v1/order_pb.ts";
import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";
import type { OrderAction } from "./order-actions.ts";

/** An order as it will stand if the server agrees: shown until it has answered. */
export function actedOrder(
  order: Order,
  act: { readonly action: OrderAction; readonly reason: string; readonly atMs: number },
): Order {
  const at = timestampFromMs(act.atMs);
  const acted = clone(OrderSchema, order);
  acted.version += 1n;
  acted.updatedAt = at;
  acted.onHold = act.action === "hold";
  acted.onHoldReason = act.action === "hold" ? act.reason : "";
  delete acted.onHoldSince;
  if (act.action === "hold") acted.onHoldSince = at;
  // Of what was sent in part only the rest is called off: then all of it was sent.
  if (act.action === "cancel" && order.status === OrderStatus.FULFILLING) {
    acted.status = OrderStatus.SHIPPED;
  } else if (act.action === "cancel") {
    acted.status = OrderStatus.CANCELLED;
    acted.cancelReason = act.reason;
    if (acted.holdStatus === HoldStatus.HELD) acted.holdStatus = HoldStatus.CANCELLED;
  }
  return acted;
}
