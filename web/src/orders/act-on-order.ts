import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";
import type { OrderAction } from "./order-actions.ts";
import { orderClient } from "./order-client.ts";

export interface ActRequest {
  readonly orderId: string;
  /** 1 to 500 characters. */
  readonly reason: string;
  /** The version that was seen: another one answers ABORTED. */
  readonly expectedVersion: bigint;
  readonly idempotencyKey: string;
}

/** Does it, and answers the order as it stands then. Throws what the call throws. */
export async function actOnOrder(action: OrderAction, request: ActRequest): Promise<Order> {
  const { order } = await calls[action](request);
  if (order === undefined) throw new Error(`the answer to ${action} has no order`);
  return order;
}

const calls = {
  cancel: orderClient.cancelOrder,
  hold: orderClient.holdOrder,
  release: orderClient.releaseOrder,
} as const;
