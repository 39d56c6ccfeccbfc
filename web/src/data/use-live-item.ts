import type { Item } from "#gen/sluice/inventory/v1/item_pb.ts";
import { liveStore } from "../live/live.ts";
import { asOfMsOf, isCurrent } from "../live/stream-state.ts";
import { useLink, useLive } from "../live/use-live.ts";
import { newerItem, overlay } from "./newer-row.ts";
import { useSameRows } from "./use-same-rows.ts";

/** An item that was read at `readAtMs` (`dataUpdatedAt` of its query), or what the stream knows of it when that is later. */
export function useLiveItem(item: Item | undefined, readAtMs: number): Item | undefined {
  const live = useLive(() => (item === undefined ? undefined : liveStore.item(item.sku)));
  const liveAsOfMs = useLiveAsOfMs();
  return item === undefined ? undefined : newerItem(item, live, { readAtMs, liveAsOfMs });
}

/** Items that were read at `readAtMs`, each as the stream knows it when that is later. The same list until one of them changes. */
export function useLiveItems(items: readonly Item[], readAtMs: number): readonly Item[] {
  // Others whenever an item changed: then this is asked anew.
  useLive((view) => view.items);
  const liveAsOfMs = useLiveAsOfMs();
  const ages = { readAtMs, liveAsOfMs };
  return useSameRows(overlay(items, (item) => newerItem(item, liveStore.item(item.sku), ages)));
}

/** Until when the stream told everything: for ever while it is current. */
function useLiveAsOfMs(): number {
  const state = useLink();
  if (isCurrent(state)) return Number.POSITIVE_INFINITY;
  return asOfMsOf(state) ?? Number.NEGATIVE_INFINITY;
}
