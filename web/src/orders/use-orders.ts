import { useMemo } from "react";
import { createConnectQueryKey, skipToken, useQuery } from "@connectrpc/connect-query";
import { keepPreviousData } from "@tanstack/react-query";
import { OrderService } from "#gen/sluice/orders/v1/order_service_pb.ts";
import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";
import { queryState } from "../data/query-state.ts";
import { useLiveOrders } from "../data/use-live-order.ts";
import { useLiveRefresh } from "../data/use-live-refresh.ts";
import { failureOf } from "../refresh/failure.ts";
import type { RefreshState } from "../refresh/refresh-state.ts";
import { isEmptySpan, listRequest, matchingHead } from "./list-request.ts";
import { mayMatch } from "./matches-filter.ts";
import { pageText } from "./order-address.ts";
import type { AddressHandle } from "./use-order-address.ts";

/** A page of a list of orders. */
export interface OrdersPageData {
  readonly orders: readonly Order[];
  /** For the pager; empty where there is no such page. */
  readonly older: string;
  readonly newer: string;
}

export interface OrdersHandle {
  readonly state: RefreshState<OrdersPageData>;
  /** True while rows of another filter or page stand in for those that were asked for. */
  readonly standIn: boolean;
  /** The page in the address is none of this list. */
  readonly stalePage: boolean;
  readonly retry: () => void;
}

const { listOrders } = OrderService.method;
const listKeys = [createConnectQueryKey({ schema: listOrders, cardinality: "finite" })] as const;
const nothing: readonly Order[] = [];

/** The page of orders that an address names, as it was read, with what the stream brought since. */
export function useOrders(address: AddressHandle): OrdersHandle {
  const { filter, page, asOfMs, zone } = address;
  const request = useMemo(
    () => listRequest(filter, { token: page.token, asOfMs, zone }),
    [filter, page.token, asOfMs, zone],
  );
  const empty = isEmptySpan(request);
  const query = useQuery(listOrders, empty ? skipToken : request, {
    placeholderData: keepPreviousData,
  });
  const read = empty ? undefined : query.data;
  const matching = useMemo(() => matchingHead(read?.orders ?? nothing, filter), [read, filter]);
  const orders = useLiveOrders(matching);
  useRefreshed(address, orders);
  const known = empty || read !== undefined;
  const data = known && {
    orders,
    older: pageText(read?.nextPageToken ?? "", filter, asOfMs),
    newer: pageText(read?.previousPageToken ?? "", filter, asOfMs),
  };
  return {
    state: queryState({ ...query, data: data || undefined }, asOfMs),
    standIn: !empty && query.isPlaceholderData,
    stalePage: page.token !== "" && query.isError && isAboutPage(query.error),
    retry: () => void query.refetch(),
  };
}

/** Reads the list anew when something in it changed, or, on the first page, when something may have come into it. */
function useRefreshed(
  { filter, page, asOfMs, zone }: AddressHandle,
  orders: readonly Order[],
): void {
  useLiveRefresh({
    queryKeys: listKeys,
    relevant: (change) => {
      if (change.kind !== "order") return false;
      const { order } = change;
      if (page.token === "" && mayMatch(order, filter, { nowMs: asOfMs, zone })) return true;
      return orders.some(({ orderId }) => orderId === order.orderId);
    },
  });
}

/** Tokens belong to a filter, and to the server that made them. */
function isAboutPage(thrown: unknown): boolean {
  const { violations = [] } = failureOf(thrown);
  return violations.some(({ field }) => field === "page_token");
}
