import type { EventRing } from "./event-ring.ts";
import type { Frame } from "./frame.ts";
import { splitFrames } from "./frames.ts";
import { Gathered } from "./group.ts";
import type { Group } from "./group.ts";
import type { RecentItems } from "./recent-items.ts";
import type { Subscriber } from "./subscriber.ts";

/** What one write to a subscriber that is behind may carry, in several frames: of events, and of rows of items. */
const stretchMaxBytes = 64 * 1024;
/** Events that one stretch looks at. */
const stretchMaxEvents = 10_000;

/** What catching up needs of the hub. */
export interface Source {
  readonly ring: EventRing;
  readonly recentItems: RecentItems;
  readonly cursor: (group: Group, seq: number) => string;
}

/**
 * The frames for a subscriber from its place in the ring towards `untilSeq`, as much as one write may carry; moves its place on. Items
 * come as they are now, each with the stretch it last changed in: what they were in between is nobody's concern. No frames when the
 * stretch has nothing that the set wants.
 */
export function catchUp(
  source: Source,
  subscriber: Subscriber,
  untilSeq: number,
): readonly Frame[] {
  const { group, seq: fromSeq } = subscriber;
  const gathered = new Gathered();
  // Rows bound the stretch, too: a set of all items may want as many of them as there are.
  const recent = source.recentItems.changedBetween(group.set, {
    fromSeq,
    toSeq: Math.min(untilSeq, fromSeq + stretchMaxEvents),
    maxBytes: stretchMaxBytes,
  });
  const endSeq = recent.toSeq;
  let sizeBytes = 0;
  let toSeq = fromSeq;
  while (toSeq < endSeq && sizeBytes < stretchMaxBytes) {
    toSeq += 1;
    const event = source.ring.get(toSeq);
    if (event !== undefined && gathered.add(group.set, event)) sizeBytes += event.bytes.length;
  }
  subscriber.seq = toSeq;
  const { events, skippedCount } = gathered.take();
  const items = recent.items.filter(({ seq }) => seq <= toSeq).map(({ piece }) => piece);
  if (events.length + items.length + skippedCount === 0) return [];
  return splitFrames({ fromSeq, toSeq, events, items, skippedCount }, (seq) =>
    source.cursor(group, seq),
  );
}
