import { useEffect, useRef } from "react";
import type { QueryKey } from "@tanstack/react-query";
import { useQueryClient } from "@tanstack/react-query";
import { RefreshPace } from "./refresh-pace.ts";

const everyMs = 2_000;

/**
 * Reads queries that are on the screen anew, at most every 2 s, whenever `listen` calls back. Keys are beginnings: that of a method
 * stands for all its queries. `listen` begins to listen and answers how to end it; another function begins anew.
 */
export function usePacedRefresh(
  queryKeys: readonly QueryKey[],
  listen: (ask: () => void) => () => void,
): void {
  const client = useQueryClient();
  const latest = useRef(queryKeys);
  useEffect(() => {
    latest.current = queryKeys;
  });
  useEffect(() => {
    const pace = new RefreshPace({
      refresh: () => {
        for (const queryKey of latest.current) void client.invalidateQueries({ queryKey });
      },
      busy: () => latest.current.some((queryKey) => client.isFetching({ queryKey }) > 0),
      everyMs,
      now: () => performance.now(),
      schedule: (callback, delayMs) => {
        const timer = setTimeout(callback, delayMs);
        return () => clearTimeout(timer);
      },
    });
    const end = listen(pace.ask);
    return () => {
      end();
      pace.stop();
    };
  }, [client, listen]);
}
