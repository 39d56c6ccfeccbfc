import { useState, useSyncExternalStore } from "react";
import { link, liveStore } from "./live.ts";
import type { LiveView } from "./live-store.ts";
import { PacedValue } from "./paced-value.ts";
import type { StreamState } from "./stream-state.ts";

/** A part of what the stream brought, now and whenever it changes. The selector answers a part of the view, not a new object. */
export function useLive<T>(select: (view: LiveView) => T): T {
  return useSyncExternalStore(liveStore.subscribe, () => select(liveStore.view()));
}

/**
 * The same for numbers that people read: changes at most every `everyMs`, at once when `urgent` answers something else. All are what they
 * were at the first render.
 */
export function useLiveAtMost<T>(
  select: (view: LiveView) => T,
  everyMs: number,
  urgent: (view: LiveView) => unknown = () => 0,
): T {
  const [paced] = useState(
    () =>
      new PacedValue({
        read: () => select(liveStore.view()),
        urgent: () => urgent(liveStore.view()),
        subscribe: liveStore.subscribe,
        everyMs,
        now: () => performance.now(),
        schedule: (callback, delayMs) => {
          const timer = setTimeout(callback, delayMs);
          return () => clearTimeout(timer);
        },
      }),
  );
  return useSyncExternalStore(paced.subscribe, paced.value);
}

/** Where the stream stands. */
export function useLink(): StreamState {
  return useSyncExternalStore(link.subscribe, link.state);
}
