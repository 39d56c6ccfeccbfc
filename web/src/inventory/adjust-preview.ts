import type { Item } from "#gen/sluice/inventory/v1/item_pb.ts";

/** What an adjustment would make of an item's stock, by its counts of now. */
export interface AdjustPreview {
  readonly onHand: bigint;
  /** What could be ordered. */
  readonly available: bigint;
  /** What the server would say of it now: holds come and go, so it may say something else in a moment. */
  readonly verdict: "fine" | "no_change" | "below_held" | "too_large";
  /** The largest number of units that can be taken now. */
  readonly takeMax: bigint;
}

/** Most units of one item, and the largest step of an adjustment; the server has the same limit. */
export const stockMaxUnits = 1_000_000_000n;

/** The counts of an item after `delta` units came (or, below 0, went). */
export function adjustPreview(item: Pick<Item, "onHand" | "held">, delta: bigint): AdjustPreview {
  const onHand = item.onHand + delta;
  const counts = { onHand, available: onHand - item.held, takeMax: item.onHand - item.held };
  if (delta === 0n) return { ...counts, verdict: "no_change" };
  if (onHand < item.held) return { ...counts, verdict: "below_held" };
  if (onHand > stockMaxUnits || delta > stockMaxUnits) return { ...counts, verdict: "too_large" };
  return { ...counts, verdict: "fine" };
}
