import type { ReactNode } from "react";
import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";
import { HoldStatus } from "#gen/sluice/orders/v1/order_pb.ts";
import { Countdown } from "../ui/countdown.tsx";
import { Money } from "../ui/money.tsx";
import { millisecondsOf } from "../ui/time-text.ts";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { paymentText, stockText } from "./change-text.ts";
import { detailWords } from "./detail-words.ts";
import { unitsOf } from "./line-sums.ts";
import styles from "./order-facts.module.css";

/** What somebody wants to know of an order at a glance. */
export function OrderFacts({ order }: { readonly order: Order }) {
  const words = useWords(detailWords);
  const formats = useFormats();
  const { facts } = words;
  return (
    <dl className={styles["facts"]} aria-label={facts.label}>
      <Fact name={facts.total} note={facts.units(formats.counted(unitsOf(order)))}>
        <Money amount={order.total} />
      </Fact>
      <Fact name={facts.stock} note={<HoldNote order={order} />}>
        {stockText(order.holdStatus, words)}
      </Fact>
      <Fact name={facts.payment}>{paymentText(order.paymentStatus, words)}</Fact>
      <Fact name={facts.placed}>
        <Moment atMs={millisecondsOf(order.createdAt)} />
      </Fact>
      <Fact name={facts.changed} note={words.timeline.version(formats.count(order.version))}>
        <Moment atMs={millisecondsOf(order.updatedAt)} />
      </Fact>
    </dl>
  );
}

/** How long the stock is still set aside. */
function HoldNote({ order }: { readonly order: Order }) {
  const { facts } = useWords(detailWords);
  const endsAtMs = millisecondsOf(order.holdExpiresAt);
  if (order.holdStatus !== HoldStatus.HELD || endsAtMs === undefined) return null;
  return (
    <>
      {facts.holdEnds} <Countdown endsAtMs={endsAtMs} ended={facts.holdEnded} />
    </>
  );
}

function Moment({ atMs }: { readonly atMs: number | undefined }) {
  const formats = useFormats();
  if (atMs === undefined) return null;
  return (
    <time dateTime={new Date(atMs).toISOString()} title={formats.wholeTime(atMs)}>
      {formats.dateTime(atMs)}
    </time>
  );
}

function Fact(props: {
  readonly name: string;
  readonly note?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
      {props.note !== undefined && <dd className={styles["note"]}>{props.note}</dd>}
    </div>
  );
}
