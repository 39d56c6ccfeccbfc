import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";
import { IdButton } from "../ui/id-button.tsx";
import { MarkView } from "../ui/mark-view.tsx";
import { Money } from "../ui/money.tsx";
import { millisecondsOf } from "../ui/time-text.ts";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { holdLeftMs, linesText, orderMark } from "./order-status.ts";
import { statusWords } from "./status-words.ts";
import styles from "./orders-table.module.css";

/** One order of the table. */
export function OrderRow(props: {
  readonly order: Order;
  readonly serverNowMs: number;
  /** True for a row that came while the page was open. */
  readonly entering: boolean;
}) {
  const { order, serverNowMs, entering } = props;
  const formats = useFormats();
  const words = useWords(statusWords);
  const placedMs = millisecondsOf(order.createdAt) ?? 0;
  const leftMs = holdLeftMs(order, serverNowMs);
  const { first, moreCount, all } = linesText(order.lines);
  return (
    <tr className={styles["row"]} data-entering={entering}>
      <td data-column="time" title={formats.wholeTime(placedMs)}>
        {formats.listTime(placedMs, serverNowMs)}
      </td>
      <td data-column="order">
        <IdButton id={order.orderId} name={words.order} />
      </td>
      <td data-column="user">
        <IdButton id={order.userId} name={words.user} />
      </td>
      <td data-column="lines" title={all}>
        <span className={styles["lines"]}>
          <span className={styles["first-line"]}>{first}</span>
          {moreCount > 0 && <span className={styles["more-lines"]}>+{moreCount}</span>}
        </span>
      </td>
      <td data-column="total">
        <Money amount={order.total} />
      </td>
      <td data-column="status" title={order.cancelReason || undefined}>
        <MarkView mark={orderMark(order.status, words)} />
      </td>
      <td data-column="hold">{leftMs !== undefined && formats.countdown(leftMs)}</td>
    </tr>
  );
}
