import { useEffect, useRef } from "react";
import type { QueryKey } from "@tanstack/react-query";
import { useQueryClient } from "@tanstack/react-query";
import type { Item } from "#gen/sluice/inventory/v1/item_pb.ts";
import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";
import { liveStore } from "../live/live.ts";
import { RefreshPace } from "./refresh-pace.ts";

/** One thing that the stream changed. */
export type LiveChange =
  | { readonly kind: "order"; readonly order: Order }
  | { readonly kind: "item"; readonly item: Item };

const everyMs = 2_000;

/**
 * Reads queries that are on the screen anew, at most every 2 s, when the stream brings a change that `relevant` finds to concern them,
 * when it left events out, and when it began with a new snapshot. Keys are beginnings: that of a method stands for all its queries.
 */
export function useLiveRefresh(options: {
  readonly queryKeys: readonly QueryKey[];
  readonly relevant: (change: LiveChange) => boolean;
}): void {
  const client = useQueryClient();
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  useEffect(() => {
    const pace = new RefreshPace({
      refresh: () => {
        for (const queryKey of latest.current.queryKeys)
          void client.invalidateQueries({ queryKey });
      },
      busy: () => latest.current.queryKeys.some((queryKey) => client.isFetching({ queryKey }) > 0),
      everyMs,
      now: () => performance.now(),
      schedule: (callback, delayMs) => {
        const timer = setTimeout(callback, delayMs);
        return () => clearTimeout(timer);
      },
    });
    const unsubscribe = liveStore.onChanges(({ any, orders, items }) => {
      const { relevant } = latest.current;
      const concerns =
        any ||
        orders.some((order) => relevant({ kind: "order", order })) ||
        items.some((item) => relevant({ kind: "item", item }));
      if (concerns) pace.ask();
    });
    return () => {
      unsubscribe();
      pace.stop();
    };
  }, [client]);
}
