import { useQuery } from "@connectrpc/connect-query";
import { InventoryService } from "#gen/sluice/inventory/v1/inventory_service_pb.ts";
import type { Item } from "#gen/sluice/inventory/v1/item_pb.ts";
import { queryState } from "../data/query-state.ts";
import { liveStore } from "../live/live.ts";
import { asOfMsOf, isCurrent } from "../live/stream-state.ts";
import { useLink, useLive } from "../live/use-live.ts";
import type { RefreshState } from "../refresh/refresh-state.ts";
import { useNowMs } from "../refresh/use-refresh.ts";
import { newestItem } from "./newest-item.ts";

/** While the stream is away an item is read this often. */
const readEveryMs = 5_000;

/** An item as it is, by the stream while that is live, else as it was read. */
export function useItem(sku: string): {
  readonly state: RefreshState<Item>;
  readonly readAgain: () => Promise<unknown>;
} {
  const nowMs = useNowMs();
  const link = useLink();
  const current = isCurrent(link);
  const item = useLive(() => liveStore.item(sku));
  const query = useQuery(
    InventoryService.method.getItem,
    { sku },
    { refetchInterval: current ? false : readEveryMs, select: (answer) => answer.item },
  );
  const readAgain = (): Promise<unknown> => query.refetch();
  const asOfMs = current ? undefined : (asOfMsOf(link) ?? 0);
  const live = item && { item, asOfMs };
  return { state: newestItem(queryState(query, nowMs), live, nowMs), readAgain };
}
