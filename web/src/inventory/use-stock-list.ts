import { useMemo } from "react";
import { useInfiniteQuery } from "@connectrpc/connect-query";
import { InventoryService } from "#gen/sluice/inventory/v1/inventory_service_pb.ts";
import type { Item } from "#gen/sluice/inventory/v1/item_pb.ts";
import { useLiveItems } from "../data/use-live-item.ts";
import { queryState } from "../data/query-state.ts";
import { link, liveStore } from "../live/live.ts";
import { panelState } from "../live/panel-state.ts";
import { useLink, useLive, useLiveAtMost } from "../live/use-live.ts";
import type { RefreshState } from "../refresh/refresh-state.ts";
import { useAtMost } from "../refresh/use-at-most.ts";
import { useNowMs } from "../refresh/use-refresh.ts";
import { useSpeech } from "../ui/use-speech.ts";
import { listRequest } from "./list-request.ts";
import { stateWords } from "./state-words.ts";
import type { StockFilter } from "./stock-filter.ts";
import { stockRows } from "./stock-rows.ts";
import type { StockRows } from "./stock-rows.ts";

/** Numbers that are read change at most this often; the server is asked while somebody types at most so often. */
const readableMs = 1_000;
const askEveryMs = 250;

const none: readonly Item[] = [];

/** The items that a filter finds. */
export interface StockList {
  readonly state: RefreshState<StockRows>;
  /** True when the rows are a part of what there is, in the server's order. */
  readonly partial: boolean;
  /** Pages that were read; another number is another list. */
  readonly pageCount: number;
  /** Reads more from the server; undefined when all is here. */
  readonly more: { readonly read: () => void; readonly reading: boolean } | undefined;
  readonly retry: () => void;
}

/**
 * The list of items. While the stream has brought all of them it is made here, without a call; before that, and when there are more than
 * are kept, it is read from the server page by page, with the rows of the stream over it.
 */
export function useStockList(filter: StockFilter): StockList {
  const nowMs = useNowMs();
  const speech = useSpeech(stateWords);
  const state = useLink();
  const items = useLiveAtMost(
    (view) => view.items,
    readableMs,
    (view) => view.learnedCount,
  );
  const whole = useLive((view) => view.whole);
  const complete = useLive((view) => view.itemsComplete);
  const serverNowMs = nowMs + useLive((view) => view.wire.clockAheadMs);
  const streamed = whole && complete;
  const read = useReadItems(filter, !streamed);
  const readNow = useLiveItems(read.items ?? none, read.query.dataUpdatedAt);
  const listed = streamed ? items : read.items && readNow;
  const partial = !streamed && read.more !== undefined;
  const rows = useMemo(
    () =>
      listed && stockRows(listed, { filter, partial, serverNowMs, demandOf: demandOfSku, speech }),
    [listed, filter, partial, serverNowMs, speech],
  );
  if (streamed && rows) {
    const shown = panelState(state, true, rows, nowMs);
    return { state: shown, partial: false, pageCount: 0, more: undefined, retry: link.retryNow };
  }
  const shown = queryState<StockRows>({ ...read.query, data: rows }, nowMs);
  return { state: shown, partial, pageCount: read.pageCount, more: read.more, retry: read.retry };
}

/** Pages of items from the server. */
function useReadItems(filter: StockFilter, enabled: boolean) {
  const text = useAtMost(filter.query, askEveryMs);
  const query = useInfiniteQuery(
    InventoryService.method.listItems,
    { ...listRequest({ ...filter, query: text }), pageToken: "" },
    {
      enabled,
      pageParamKey: "pageToken",
      getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined,
    },
  );
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = query;
  const items = useMemo(() => data?.pages.flatMap((page): readonly Item[] => page.items), [data]);
  const readMore = (): void => void fetchNextPage();
  return {
    query,
    items,
    pageCount: data?.pages.length ?? 0,
    more: hasNextPage ? { read: readMore, reading: isFetchingNextPage } : undefined,
    retry: (): void => void refetch(),
  };
}

const demandOfSku = (sku: string) => liveStore.demand(sku);
