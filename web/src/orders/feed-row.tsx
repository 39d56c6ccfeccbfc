import { memo } from "react";
import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";
import type { FeedEntry } from "../live/feed.ts";
import { IdButton } from "../ui/id-button.tsx";
import { MarkView } from "../ui/mark-view.tsx";
import { Money } from "../ui/money.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { useSpeech } from "../ui/use-speech.ts";
import { useWords } from "../words/use-words.ts";
import { feedWords } from "./feed-words.ts";
import { holdLeftMs, linesText, orderMark } from "./order-status.ts";
import { statusWords } from "./status-words.ts";
import styles from "./order-feed.module.css";

interface FeedRowProps {
  readonly entry: FeedEntry;
  /** The order as it is by now; undefined when it is not known any more. */
  readonly latest: Order | undefined;
  readonly serverNowMs: number;
  /** Place in the list, from its top, in px. */
  readonly topPx: number;
  /** Number of the row, from 1, for assistive technology. */
  readonly rowIndex: number;
  /** True for a row that has just come. */
  readonly entering: boolean;
}

/** One line of the feed. Drawn again only when what it shows has changed: at 500 events a second most rows stay. */
export const FeedRow = memo(FeedRowView, (before, after) => {
  const same =
    before.entry === after.entry &&
    before.latest === after.latest &&
    before.topPx === after.topPx &&
    before.entering === after.entering &&
    before.rowIndex === after.rowIndex;
  return same && (before.serverNowMs === after.serverNowMs || !ticks(after));
});

/** True for a row with a hold that runs: its seconds move. */
function ticks({ entry, latest, serverNowMs }: FeedRowProps): boolean {
  return entry.kind === "order" && holdLeftMs(latest ?? entry.order, serverNowMs) !== undefined;
}

function FeedRowView(props: FeedRowProps) {
  const { entry, topPx, rowIndex, entering } = props;
  return (
    <tr
      aria-rowindex={rowIndex}
      className={styles["row"]}
      style={{ transform: `translateY(${topPx}px)` }}
      data-kind={entry.kind}
      data-entering={entering && (entry.rank % 2 === 0 ? "even" : "odd")}
      data-key={entry.key}
    >
      {entry.kind === "gap" ? (
        <td colSpan={7} className={styles["gap"]}>
          <GapText count={entry.count} />
        </td>
      ) : (
        <OrderCells
          order={entry.order}
          atMs={entry.atMs}
          latest={props.latest}
          serverNowMs={props.serverNowMs}
        />
      )}
    </tr>
  );
}

function GapText({ count }: { readonly count: number }) {
  const { words, formats } = useSpeech(feedWords);
  return words.skippedHere(formats.counted(count));
}

function OrderCells(props: {
  readonly order: Order;
  readonly atMs: number;
  readonly latest: Order | undefined;
  readonly serverNowMs: number;
}) {
  const { order, atMs, latest, serverNowMs } = props;
  const formats = useFormats();
  const words = useWords(statusWords);
  const { first, moreCount, all } = linesText(order.lines);
  return (
    <>
      <td data-column="time" title={formats.wholeTime(atMs)}>
        {formats.listTime(atMs, serverNowMs)}
      </td>
      <td data-column="order">
        <IdButton id={order.orderId} name={words.order} />
      </td>
      <td data-column="user">
        <IdButton id={order.userId} name={words.user} />
      </td>
      <td data-column="lines" title={all}>
        <span className={styles["first-line"]}>{first}</span>
        {moreCount > 0 && <span className={styles["more-lines"]}>+{moreCount}</span>}
      </td>
      <td data-column="total">
        <Money amount={order.total} />
      </td>
      <td data-column="status" title={order.cancelReason || undefined}>
        <MarkView mark={orderMark(order.status, words)} />
      </td>
      <td data-column="hold">
        <HoldText order={order} latest={latest} nowMs={Math.max(serverNowMs, atMs)} />
      </td>
    </>
  );
}

/** Time left of the hold, or what became of the order since. It is not earlier than the line itself, whatever second the page has. */
function HoldText(props: {
  readonly order: Order;
  readonly latest: Order | undefined;
  readonly nowMs: number;
}) {
  const { order, latest, nowMs } = props;
  const { words, formats } = useSpeech(feedWords);
  const statuses = useWords(statusWords);
  if (latest !== undefined && latest.version > order.version) {
    if (latest.status === order.status) return null;
    return words.became(orderMark(latest.status, statuses).word);
  }
  const leftMs = holdLeftMs(order, nowMs);
  return leftMs === undefined ? null : formats.countdown(leftMs);
}
