import { useCallback, useEffect, useRef } from "react";
import type { QueryKey } from "@tanstack/react-query";
import type { Item } from "#gen/sluice/inventory/v1/item_pb.ts";
import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";
import { liveStore } from "../live/live.ts";
import { usePacedRefresh } from "./use-paced-refresh.ts";

/** One thing that the stream changed. */
export type LiveChange =
  | { readonly kind: "order"; readonly order: Order }
  | { readonly kind: "item"; readonly item: Item };

/**
 * Reads queries that are on the screen anew, at most every 2 s, when the stream brings a change that `relevant` finds to concern them,
 * when it left events out, and when it began with a new snapshot. Keys are beginnings: that of a method stands for all its queries.
 */
export function useLiveRefresh(options: {
  readonly queryKeys: readonly QueryKey[];
  readonly relevant: (change: LiveChange) => boolean;
}): void {
  const latest = useRef(options.relevant);
  useEffect(() => {
    latest.current = options.relevant;
  });
  const listen = useCallback(
    (ask: () => void) =>
      liveStore.onChanges(({ any, orders, items }) => {
        const relevant = latest.current;
        const concerns =
          any ||
          orders.some((order) => relevant({ kind: "order", order })) ||
          items.some((item) => relevant({ kind: "item", item }));
        if (concerns) ask();
      }),
    [],
  );
  usePacedRefresh(options.queryKeys, listen);
}
