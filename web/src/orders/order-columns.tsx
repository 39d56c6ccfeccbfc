import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";
import { HoldStatus } from "#gen/sluice/orders/v1/order_pb.ts";
import type { Column } from "../table/column.ts";
import { Countdown } from "../ui/countdown.tsx";
import type { Formats } from "../ui/formats.ts";
import { IdButton } from "../ui/id-button.tsx";
import { Money } from "../ui/money.tsx";
import { shortId } from "../ui/short-id.ts";
import { millisecondsOf } from "../ui/time-text.ts";
import type { ListWords } from "./list-words.ts";
import { OrderMarks } from "./order-marks.tsx";
import type { StatusWords } from "./status-words.ts";
import { linesText } from "./order-status.ts";
import styles from "./order-columns.module.css";

/** The columns of a list of orders. `nowMs` says which of their times are of today. */
export function orderColumns(
  { columns, holdEnded, moreLines }: ListWords,
  { user }: StatusWords,
  { formats, nowMs }: { readonly formats: Formats; readonly nowMs: number },
): readonly Column<Order>[] {
  return [
    {
      name: "placed",
      title: columns.placed,
      width: "108px",
      phone: "bottom",
      sorted: "descending",
      cell: (order) => formats.listTime(placedMsOf(order), nowMs),
      hint: (order) => formats.wholeTime(placedMsOf(order)),
    },
    {
      name: "order",
      title: columns.order,
      width: "84px",
      link: true,
      cell: (order) => <code>{shortId(order.orderId)}</code>,
      hint: (order) => order.orderId,
    },
    {
      name: "status",
      title: columns.status,
      width: "212px",
      phone: "bottom-end",
      cell: (order) => <OrderMarks order={order} />,
      hint: (order) => order.cancelReason || order.onHoldReason || undefined,
    },
    {
      name: "lines",
      title: columns.lines,
      width: "minmax(120px, 1fr)",
      phone: "top",
      cell: (order) => <Lines lines={order.lines} more={moreLines} />,
      hint: (order) => linesText(order.lines).all,
    },
    {
      name: "user",
      title: columns.user,
      width: "92px",
      wideOnly: true,
      cell: (order) => <IdButton id={order.userId} name={user} />,
    },
    {
      name: "total",
      title: columns.total,
      width: "112px",
      align: "end",
      phone: "top-end",
      cell: (order) => <Money amount={order.total} />,
    },
    {
      name: "hold",
      title: columns.hold,
      width: "84px",
      align: "end",
      cell: (order) => <HoldLeft order={order} ended={holdEnded} />,
    },
  ];
}

function placedMsOf(order: Order): number {
  return millisecondsOf(order.createdAt) ?? 0;
}

function Lines(props: {
  readonly lines: Order["lines"];
  readonly more: (digits: string) => string;
}) {
  const { first, moreCount } = linesText(props.lines);
  return (
    <span className={styles["lines"]}>
      <span className={styles["first-line"]}>{first}</span>
      {moreCount > 0 && (
        <span className={styles["more-lines"]}>{props.more(String(moreCount))}</span>
      )}
    </span>
  );
}

function HoldLeft({ order, ended }: { readonly order: Order; readonly ended: string }) {
  const endsAtMs = millisecondsOf(order.holdExpiresAt);
  if (order.holdStatus !== HoldStatus.HELD || endsAtMs === undefined) return null;
  return <Countdown endsAtMs={endsAtMs} ended={ended} />;
}
