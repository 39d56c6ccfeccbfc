import { useSyncExternalStore } from "react";
import { link, liveStore } from "./live.ts";
import type { LiveView } from "./live-store.ts";
import type { StreamState } from "./stream-state.ts";

/** A part of what the stream brought, now and whenever it changes. The selector answers a part of the view, not a new object. */
export function useLive<T>(select: (view: LiveView) => T): T {
  return useSyncExternalStore(liveStore.subscribe, () => select(liveStore.view()));
}

/** Where the stream stands. */
export function useLink(): StreamState {
  return useSyncExternalStore(link.subscribe, link.state);
}
