import type { ReactNode } from "react";
import { Link } from "wouter";
import type { Payment } from "#gen/sluice/payments/v1/payment_pb.ts";
import { Countdown } from "../ui/countdown.tsx";
import { Money } from "../ui/money.tsx";
import { shortId } from "../ui/short-id.ts";
import { millisecondsOf } from "../ui/time-text.ts";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { detailWords } from "./detail-words.ts";
import { paymentLeft } from "./payment-left.ts";
import { paymentWords } from "./payment-words.ts";
import { useMoneyText } from "./use-money-text.ts";
import styles from "../orders/order-facts.module.css";

/** What somebody wants to know of a payment at a glance. `inOrder` leaves out what the page of its order says. */
export function PaymentFacts(props: { readonly payment: Payment; readonly inOrder?: boolean }) {
  const { payment, inOrder = false } = props;
  const { facts } = useWords(detailWords);
  const { next } = useWords(paymentWords);
  const formats = useFormats();
  const { amount, captured, refunded, cardTail } = payment;
  const { left, underWay } = paymentLeft(payment);
  const currencyCode = amount?.currencyCode ?? "";
  const money = useMoneyText(currencyCode);
  const nextMs = millisecondsOf(payment.nextStepAt);
  const reviewMs = millisecondsOf(payment.resolveBy);
  return (
    <dl className={styles["facts"]} aria-label={facts.label}>
      <Fact name={facts.amount}>
        <Money amount={amount} />
      </Fact>
      <Fact name={facts.captured}>
        <Money amount={captured} />
      </Fact>
      <Fact name={facts.refunded} note={underWay > 0n && facts.underWay(money(underWay))}>
        <Money amount={refunded} />
      </Fact>
      {!inOrder && (
        <>
          <Fact name={facts.left}>
            <Money amount={{ currencyCode, minorUnits: left }} />
          </Fact>
          <Fact name={facts.order}>
            <Link href={`/orders/${payment.orderId}`}>
              <code>{shortId(payment.orderId)}</code>
            </Link>
          </Fact>
        </>
      )}
      <Fact name={facts.card}>{cardTail === "" ? facts.noCard : facts.cardTail(cardTail)}</Fact>
      <Fact name={facts.begun}>
        <Moment ms={millisecondsOf(payment.createdAt)} />
      </Fact>
      {!inOrder && (
        <Fact name={facts.changed} note={facts.version(formats.count(payment.version))}>
          <Moment ms={millisecondsOf(payment.updatedAt)} />
        </Fact>
      )}
      {nextMs !== undefined && (
        <Fact name={next.label}>
          <Countdown endsAtMs={nextMs} ended={next.due} />
        </Fact>
      )}
      {reviewMs !== undefined && (
        <Fact name={next.review}>
          <Countdown endsAtMs={reviewMs} ended={next.due} />
        </Fact>
      )}
    </dl>
  );
}

function Moment({ ms }: { readonly ms: number | undefined }) {
  const formats = useFormats();
  if (ms === undefined) return null;
  return (
    <time dateTime={new Date(ms).toISOString()} title={formats.wholeTime(ms)}>
      {formats.dateTime(ms)}
    </time>
  );
}

function Fact(props: {
  readonly name: string;
  readonly note?: ReactNode;
  readonly children: ReactNode;
}) {
  const { name, note, children } = props;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
      {note !== undefined && note !== false && <dd className={styles["note"]}>{note}</dd>}
    </div>
  );
}
