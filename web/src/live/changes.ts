import type { Item } from "#gen/sluice/inventory/v1/item_pb.ts";
import type { WatchResponse } from "#gen/sluice/live/v1/live_service_pb.ts";
import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";

/** What a moment of the stream changed, for those who hold answers of their own. */
export interface Changes {
  /** What is not told may have changed: a snapshot begins anew, or events were left out. */
  readonly any: boolean;
  readonly orders: readonly Order[];
  readonly items: readonly Item[];
}

export const anyChange: Changes = { any: true, orders: [], items: [] };

/** The changes in a frame; undefined when it brings none. Rows of a snapshot, before what is held is `whole`, are none. */
export function changesOf(frame: WatchResponse, whole: boolean): Changes | undefined {
  const orders = frame.events.flatMap(({ seq, subject }) =>
    seq > 0n && subject.case === "order" ? [subject.value] : [],
  );
  const any = frame.skippedCount > 0n;
  const items = whole ? frame.items : [];
  if (!any && orders.length === 0 && items.length === 0) return undefined;
  return { any, orders, items };
}
