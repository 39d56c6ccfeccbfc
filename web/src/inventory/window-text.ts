import type { Item } from "#gen/sluice/inventory/v1/item_pb.ts";
import { millisecondsOf, wholeTimeText } from "../ui/time-text.ts";

/** The sale window of an item in full, for titles; undefined when it has none. */
export function windowText(item: Item): string | undefined {
  const startsMs = millisecondsOf(item.saleStartsAt);
  const endsMs = millisecondsOf(item.saleEndsAt);
  const parts = [
    startsMs !== undefined && `Opens ${wholeTimeText(startsMs)}`,
    endsMs !== undefined && `Closes ${wholeTimeText(endsMs)}`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? undefined : parts.join("\n");
}
