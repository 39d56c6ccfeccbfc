import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";
import { liveStore } from "../live/live.ts";
import { useLive } from "../live/use-live.ts";
import { newerOrder, overlay } from "./newer-row.ts";
import { useSameRows } from "./use-same-rows.ts";

/** An order that was read, or what the stream knows of it when that is later. */
export function useLiveOrder(order: Order | undefined): Order | undefined {
  const live = useLive(() => (order === undefined ? undefined : liveStore.order(order.orderId)));
  return order === undefined ? undefined : newerOrder(order, live);
}

/** Orders that were read, each as the stream knows it when that is later. The same list until one of them changes. */
export function useLiveOrders(orders: readonly Order[]): readonly Order[] {
  // Another one whenever an order changed: then this is asked anew.
  useLive((view) => view.feed);
  return useSameRows(overlay(orders, (order) => newerOrder(order, liveStore.order(order.orderId))));
}
