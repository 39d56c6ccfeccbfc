import { useMemo, useState } from "react";
import type { FeedEntry } from "../live/feed.ts";
import { link, liveStore } from "../live/live.ts";
import { isHeld } from "../live/stream-state.ts";
import { useLink, useLive } from "../live/use-live.ts";
import { useSpeech } from "../ui/use-speech.ts";
import { useWords } from "../words/use-words.ts";
import { isEmptyFilter, matchesFilter } from "./feed-filter.ts";
import type { FeedFilter } from "./feed-filter.ts";
import { feedWords } from "./feed-words.ts";
import { FeedRow } from "./feed-row.tsx";
import { useHeldFeed } from "./use-held-feed.ts";
import { useReader } from "./use-reader.ts";
import type { Reader } from "./use-reader.ts";
import { windowRows } from "../table/window-rows.ts";
import styles from "./order-feed.module.css";

/** Scrolled by less than this counts as at the top. */
const topMaxPx = 4;
/** When more than this come at once, nobody sees one of them enter. */
const enteringMax = 6;

/**
 * The newest changes of orders, newest first, in a list that scrolls by itself. Held back while the reader paused it, scrolled away
 * from its top, or has the focus in it; then it says how many are new.
 */
export function OrderFeed(props: {
  readonly filter: FeedFilter;
  readonly serverNowMs: number;
  /** Height of a row: two lines on a phone. */
  readonly rowPx: number;
}) {
  const { filter, serverNowMs, rowPx } = props;
  const { words, formats } = useSpeech(feedWords);
  const reader = useReader();
  const paused = isHeld(useLink());
  const feed = useLive((view) => view.feed);
  const addedCount = useLive((view) => view.feedAddedCount);
  const scrolled = reader.scrollTopPx > topMaxPx;
  const held = useHeldFeed(feed, addedCount, paused || scrolled || reader.focused);
  const shown = useMemo(() => newestFirst(held.entries, filter), [held.entries, filter]);
  const waitingCount = isEmptyFilter(filter)
    ? held.waitingCount
    : held.waiting.filter((entry) => entry.kind === "order" && matchesFilter(entry, filter)).length;
  const showNew = (): void => {
    link.release();
    reader.toTop();
  };
  return (
    <div className={styles["feed"]}>
      {waitingCount > 0 && (
        <button type="button" className={styles["held"]} onClick={showNew}>
          <span aria-hidden="true">↑ </span>
          {words.new(formats.count(waitingCount))}
        </button>
      )}
      <table className={styles["table"]} aria-label={words.table} aria-rowcount={shown.length + 1}>
        <FeedHead />
        <Rows shown={shown} reader={reader} serverNowMs={serverNowMs} rowPx={rowPx} />
      </table>
      {shown.length === 0 && (
        <p className={styles["none"]}>{words.none(formats.count(feed.length))}</p>
      )}
    </div>
  );
}

function Rows(props: {
  readonly shown: readonly FeedEntry[];
  readonly reader: Reader;
  readonly serverNowMs: number;
  readonly rowPx: number;
}) {
  const { shown, reader, serverNowMs, rowPx } = props;
  const { ref, scrollTopPx, heightPx } = reader;
  const lastRank = useLastRank(shown, enteringMax);
  const { start, end } = windowRows({ count: shown.length, rowPx, scrollTopPx, heightPx });
  return (
    <tbody ref={ref} className={styles["scroller"]} tabIndex={-1}>
      <tr
        aria-hidden="true"
        className={styles["room"]}
        style={{ height: `${shown.length * rowPx}px` }}
      />
      {shown.slice(start, end).map((entry, offset) => (
        // By place, not by order: while orders come in, a row takes the next one's texts instead of being made anew, at a
        // third of the cost. While the focus is in a row the list stands still, and its places are its orders.
        <FeedRow
          // oxlint-disable-next-line react/no-array-index-key -- see above
          key={start + offset}
          entry={entry}
          latest={entry.kind === "order" ? liveStore.order(entry.order.orderId) : undefined}
          serverNowMs={serverNowMs}
          topPx={(start + offset) * rowPx}
          rowIndex={start + offset + 2}
          entering={start + offset < enteringMax && entry.rank > lastRank}
        />
      ))}
    </tbody>
  );
}

/** The rank of the newest entry that was there before the newest ones came: what is above it enters. */
function useLastRank(shown: readonly FeedEntry[], atMost: number): number {
  const newest = shown[0]?.rank ?? 0;
  const [seen, setSeen] = useState({ newest, before: newest });
  if (seen.newest === newest) return seen.before;
  const many = (shown[atMost]?.rank ?? 0) > seen.newest;
  // When a whole screen came at once nothing enters: it would be the screen that flickers.
  setSeen({ newest, before: many ? newest : seen.newest });
  return seen.before;
}

function FeedHead() {
  const titles = useWords(feedWords).columns;
  return (
    <thead className={styles["head"]}>
      <tr aria-rowindex={1} className={styles["row"]} data-kind="head">
        {columns.map((name) => (
          <th key={name} scope="col" data-column={name}>
            {titles[name]}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function newestFirst(entries: readonly FeedEntry[], filter: FeedFilter): readonly FeedEntry[] {
  const matching = isEmptyFilter(filter)
    ? entries
    : entries.filter((entry) => matchesFilter(entry, filter));
  return matching.toReversed();
}

const columns = ["time", "order", "user", "lines", "total", "status", "hold"] as const;
