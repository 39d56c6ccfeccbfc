import type { Item } from "#gen/sluice/inventory/v1/item_pb.ts";
import { millisecondsOf } from "../ui/time-text.ts";

/** Where an item stands in its sale: the first of these that is so. */
export type SalePhase =
  | "closed"
  | "paused"
  | "upcoming"
  /** Nothing is available: all of it is held by orders that are not paid. */
  | "all_held"
  | "sold_out"
  /** Nothing is there, and nothing was sold. */
  | "no_stock"
  | "low"
  | "open";

/** At or below this share of all its units an item runs low. */
const lowShare = 0.1;

/** The phase of an item at a time of the server's clock. The end of a window is outside of it. */
export function salePhase(item: Item, serverNowMs: number): SalePhase {
  const startsMs = millisecondsOf(item.saleStartsAt) ?? 0;
  const endsMs = millisecondsOf(item.saleEndsAt) ?? Number.POSITIVE_INFINITY;
  if (endsMs <= serverNowMs) return "closed";
  if (item.paused) return "paused";
  if (startsMs > serverNowMs) return "upcoming";
  if (item.available > 0n) return isLow(item) ? "low" : "open";
  if (item.held > 0n) return "all_held";
  return item.sold > 0n ? "sold_out" : "no_stock";
}

function isLow({ available, onHand, sold }: Item): boolean {
  return Number(available) / Number(onHand + sold) <= lowShare;
}
