import type { Event } from "../commands/event.ts";
import type { Item } from "../inventory/item.ts";
import type { CommitChanges, CommittedEvent } from "../storage/storage.ts";

/** An item as a batch left it, and the event that changed it last. */
export interface ChangedItem {
  readonly item: Item;
  readonly seq: number;
}

/**
 * The items a batch changed, in the order of their last change. The exact event counts, not the end of the batch: a subscriber may
 * stand between two events of a batch when the ring passes it by, and the stored log, where it goes on, knows no batches.
 */
export function itemsByChange(
  events: readonly CommittedEvent[],
  { items }: Pick<CommitChanges, "items">,
): readonly ChangedItem[] {
  if (items.size === 0) return [];
  const seqs = new Map<string, number>();
  for (const { event } of events) {
    for (const sku of changedSkus(event)) {
      seqs.delete(sku);
      seqs.set(sku, event.seq);
    }
  }
  return [...seqs].flatMap(([sku, seq]) => {
    const item = items.get(sku);
    return item === undefined ? [] : [{ item, seq }];
  });
}

/** The items that an event changes. */
export function changedSkus({ subject }: Event): readonly string[] {
  if (subject.kind === "item") return [subject.item.sku];
  return subject.kind === "order" ? subject.order.lines.map(({ sku }) => sku) : [];
}
