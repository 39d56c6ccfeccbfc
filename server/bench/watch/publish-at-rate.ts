import type { Hub } from "../../live/hub.ts";
import { preparedEvents } from "./prepared-events.ts";

const everyMs = 2;

/** Publishes events to a hub at a steady rate for a time, a few at once as commits bring them. */
export async function publishAtRate(
  hub: Hub,
  { ms, ratePerSecond }: { readonly ms: number; readonly ratePerSecond: number },
): Promise<{ readonly eventCount: number }> {
  const all = preparedEvents(Math.ceil((ms * ratePerSecond) / 1_000), hub.ring.headSeq + 1);
  const startedMs = performance.now();
  let at = 0;
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const due = Math.ceil(((performance.now() - startedMs) * ratePerSecond) / 1_000);
      const events = all.slice(at, due);
      at += events.length;
      if (events.length > 0) hub.publish(events, { items: new Map() });
      if (at < all.length) return;
      clearInterval(timer);
      resolve();
    }, everyMs);
  });
  return { eventCount: all.length };
}
