import { useEffect, useState } from "react";
import { liveStore } from "../live/live.ts";

const minuteMs = 60_000;

/** The server's time to the minute, renewed when it has passed: what "the last 2 hours" counts from, and what a list is asked for. */
export function useAsOfMs(): number {
  const [asOfMs, setAsOfMs] = useState(serverMinuteMs);
  useEffect(() => {
    const timer = setInterval(() => setAsOfMs(serverMinuteMs()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return asOfMs;
}

/** The same minute is the same request, which is answered from what is known while it is asked anew. */
function serverMinuteMs(): number {
  const serverNowMs = Date.now() + liveStore.view().wire.clockAheadMs;
  return Math.floor(serverNowMs / minuteMs) * minuteMs;
}
