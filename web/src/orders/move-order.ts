import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";
import { orderClient } from "./order-client.ts";
import type { OrderMove } from "./order-moves.ts";

export interface MoveRequest {
  readonly orderId: string;
  /** The version that was seen: another one answers ABORTED. */
  readonly expectedVersion: bigint;
  readonly idempotencyKey: string;
  /** What it is about; for moves of the whole order none. */
  readonly lines: readonly { readonly sku: string; readonly quantity: bigint }[];
  /** 1 to 500 characters, where the move asks for one. */
  readonly reason: string;
  /** What the carrier calls the parcel, at most 200 characters; may be empty. */
  readonly tracking: string;
}

/** Takes an order further, and answers it as it stands then. Throws what the call throws. */
export async function moveOrder(
  move: Exclude<OrderMove, "pay">,
  { lines, reason, tracking, ...seen }: MoveRequest,
): Promise<Order> {
  const { order } = await call();
  if (order === undefined) throw new Error(`the answer to ${move} has no order`);
  return order;

  function call(): Promise<{ readonly order?: Order | undefined }> {
    switch (move) {
      case "fulfil":
        return orderClient.fulfilOrder({ ...seen, lines: [...lines], tracking });
      case "deliver":
        return orderClient.recordDelivery(seen);
      case "return":
        return orderClient.returnOrder({ ...seen, lines: [...lines], reason });
      case "close":
        return orderClient.closeOrder(seen);
      case "cancel_units":
        return orderClient.cancelOrder({ ...seen, lines: [...lines], reason });
    }
  }
}
