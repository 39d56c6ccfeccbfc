import { useEffect } from "react";
import { create } from "@bufbuild/protobuf";
import { createConnectQueryKey, skipToken, useQuery as useCall } from "@connectrpc/connect-query";
import { useQuery } from "@tanstack/react-query";
import { GetOrderResponseSchema, OrderService } from "#gen/sluice/orders/v1/order_service_pb.ts";
import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";
import { queryState } from "../data/query-state.ts";
import { useLiveOrder } from "../data/use-live-order.ts";
import { useLiveRefresh } from "../data/use-live-refresh.ts";
import { liveStore } from "../live/live.ts";
import type { RefreshState } from "../refresh/refresh-state.ts";
import { isUuid } from "./order-id.ts";
import { readOrderEvents } from "./read-order-events.ts";
import type { OrderHistory } from "./read-order-events.ts";

export interface OrderHandle {
  readonly state: RefreshState<Order>;
  readonly history: RefreshState<OrderHistory>;
  /** Reads the order anew and answers it; undefined when that failed. */
  readonly reload: () => Promise<Order | undefined>;
  readonly reloadHistory: () => void;
}

const { getOrder } = OrderService.method;
const orderKeys = [createConnectQueryKey({ schema: getOrder, cardinality: "finite" })] as const;

/** One order and what became of it, as they were read, with what the stream brought since. */
export function useOrder(orderId: string): OrderHandle {
  const query = useCall(getOrder, isUuid(orderId) ? { orderId } : skipToken, {
    // The stream may know it already: it is shown while it is read.
    placeholderData: () => {
      const order = liveStore.order(orderId);
      return order && create(GetOrderResponseSchema, { order });
    },
  });
  const order = useLiveOrder(query.data?.order);
  // What the stream leaves out may be this order.
  useLiveRefresh({ queryKeys: orderKeys, relevant: () => false });
  const history = useHistory(orderId, order?.version);
  return {
    state: queryState({ ...query, data: order }, query.dataUpdatedAt),
    history: queryState(history, history.dataUpdatedAt),
    reload: async () => (await query.refetch()).data?.order,
    reloadHistory: () => void history.refetch(),
  };
}

/** Read again when the order is known to be past it. */
function useHistory(orderId: string, version: bigint | undefined) {
  const history = useQuery({
    queryKey: ["order-events", orderId],
    queryFn: ({ signal }) => readOrderEvents(orderId, signal),
    enabled: version !== undefined,
  });
  const { data, isFetching, isError, refetch } = history;
  const known = data?.events.at(-1)?.order?.version ?? 0n;
  const behind = data !== undefined && data.complete && version !== undefined && known < version;
  useEffect(() => {
    if (behind && !isFetching && !isError) void refetch();
  }, [behind, isFetching, isError, refetch]);
  return history;
}
