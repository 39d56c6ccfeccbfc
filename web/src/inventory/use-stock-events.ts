import { useMemo } from "react";
import { createConnectQueryKey, useInfiniteQuery } from "@connectrpc/connect-query";
import { InventoryService } from "#gen/sluice/inventory/v1/inventory_service_pb.ts";
import type { Item, StockEvent } from "#gen/sluice/inventory/v1/item_pb.ts";
import { useLiveRefresh } from "../data/use-live-refresh.ts";
import { queryState } from "../data/query-state.ts";
import type { RefreshState } from "../refresh/refresh-state.ts";
import { useNowMs } from "../refresh/use-refresh.ts";

const pageSize = 50;
const historyKeys = [
  createConnectQueryKey({
    schema: InventoryService.method.listStockEvents,
    cardinality: "infinite",
  }),
];

/** Movements of the stock of an item, newest first, a page at a time; read anew when the item has moved. */
export function useStockEvents(
  item: Item,
  editsOnly: boolean,
): {
  readonly state: RefreshState<readonly StockEvent[]>;
  readonly pageCount: number;
  /** Undefined when all are here. */
  readonly older: { readonly read: () => void; readonly reading: boolean } | undefined;
  readonly readAgain: () => Promise<unknown>;
} {
  const nowMs = useNowMs();
  const query = useInfiniteQuery(
    InventoryService.method.listStockEvents,
    { sku: item.sku, editsOnly, pageSize, pageToken: "" },
    {
      pageParamKey: "pageToken",
      getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined,
    },
  );
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = query;
  const events = useMemo(() => data?.pages.flatMap(({ stockEvents }) => stockEvents), [data]);
  useLiveRefresh({
    queryKeys: historyKeys,
    // An order moves the row, an edit its version too. Who reads on into the past is not sent back for each order.
    relevant: (change) =>
      change.kind === "item" &&
      change.item.sku === item.sku &&
      (change.item.version !== item.version || (!editsOnly && data?.pages.length === 1)),
  });
  const pageCount = data?.pages.length ?? 0;
  const readOlder = (): void => void fetchNextPage();
  return {
    state: queryState<readonly StockEvent[]>({ ...query, data: events }, nowMs),
    pageCount,
    older: hasNextPage ? { read: readOlder, reading: isFetchingNextPage } : undefined,
    readAgain: refetch,
  };
}
