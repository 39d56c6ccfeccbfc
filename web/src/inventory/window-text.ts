import type { Item } from "#gen/sluice/inventory/v1/item_pb.ts";
import { millisecondsOf } from "../ui/time-text.ts";
import type { Speech } from "../words/speech.ts";
import type { StateWords } from "./state-words.ts";

/** The sale window of an item in full, for titles; undefined when it has none. */
export function windowText(item: Item, { words, formats }: Speech<StateWords>): string | undefined {
  const startsMs = millisecondsOf(item.saleStartsAt);
  const endsMs = millisecondsOf(item.saleEndsAt);
  const parts = [
    startsMs !== undefined && words.windowOpens(formats.wholeTime(startsMs)),
    endsMs !== undefined && words.windowCloses(formats.wholeTime(endsMs)),
  ].filter((part) => part !== false);
  return parts.length === 0 ? undefined : parts.join("\n");
}
