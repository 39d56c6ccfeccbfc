import { useEffect, useSyncExternalStore } from "react";
import { Poller } from "./poller.ts";
import type { RefreshState } from "./refresh-state.ts";
import { Seconds } from "./seconds.ts";

/** A poller on the browser's clock and timers. */
export function browserPoller<T>(load: (previous: T | undefined) => Promise<T>): Poller<T> {
  return new Poller({
    load,
    now: () => Date.now(),
    schedule: (callback, delayMs) => {
      const timer = setTimeout(callback, delayMs);
      return () => clearTimeout(timer);
    },
  });
}

/** The state of a poller, now and whenever it changes. */
export function useRefresh<T>(poller: Poller<T>): RefreshState<T> {
  return useSyncExternalStore(poller.subscribe, poller.state);
}

/** Runs pollers while the tab is visible. The list must be the same one at every render. */
export function useWhileVisible(pollers: readonly Pick<Poller<unknown>, "start" | "stop">[]): void {
  useEffect(() => {
    const follow = (): void => {
      for (const poller of pollers) {
        if (document.visibilityState === "visible") poller.start();
        else poller.stop();
      }
    };
    follow();
    document.addEventListener("visibilitychange", follow);
    return () => {
      document.removeEventListener("visibilitychange", follow);
      for (const poller of pollers) poller.stop();
    };
  }, [pollers]);
}

/** Wall time in ms, renewed every second while the tab is visible: for ages and time left. */
export function useNowMs(): number {
  return useSyncExternalStore(pageSeconds.subscribe, pageSeconds.nowMs);
}

const pageSeconds = new Seconds({
  now: () => Date.now(),
  every: (callback, everyMs) => {
    const tick = (): void => {
      if (document.visibilityState === "visible") callback();
    };
    const timer = setInterval(tick, everyMs);
    document.addEventListener("visibilitychange", tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", tick);
    };
  },
});
