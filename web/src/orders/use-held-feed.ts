import { useState } from "react";
import type { FeedEntry } from "../live/feed.ts";

/** The feed as a reader sees it. */
export interface HeldFeed {
  /** Oldest first. */
  readonly entries: readonly FeedEntry[];
  /** What came since it is held back, newest last; empty while nothing is. */
  readonly waiting: readonly FeedEntry[];
  /** How many came since it is held back; more than `waiting` has when some are not kept any more. */
  readonly waitingCount: number;
}

/** The feed, or, while it is held, the feed as it was when that began: what is being read does not move. */
export function useHeldFeed(
  feed: readonly FeedEntry[],
  addedCount: number,
  held: boolean,
): HeldFeed {
  const [frozen, setFrozen] = useState<Frozen>();
  // Set while rendering: the first render that is held shows what the last one that was not showed.
  if (held && frozen === undefined) setFrozen({ feed, addedCount });
  if (!held && frozen !== undefined) setFrozen(undefined);
  if (!held || frozen === undefined) return { entries: feed, waiting: [], waitingCount: 0 };
  const waitingCount = addedCount - frozen.addedCount;
  const waiting = waitingCount === 0 ? [] : feed.slice(-waitingCount);
  return { entries: frozen.feed, waiting, waitingCount };
}

interface Frozen {
  readonly feed: readonly FeedEntry[];
  readonly addedCount: number;
}
