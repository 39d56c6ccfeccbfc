import { Suspense, useState } from "react";
import { Link, useSearchParams } from "wouter";
import type { Payment } from "#gen/sluice/payments/v1/payment_pb.ts";
import { Told } from "../notes/told.tsx";
import { Answered } from "../orders/answered.tsx";
import { useNowMs } from "../refresh/use-refresh.ts";
import { Pager } from "../table/pager.tsx";
import { Button } from "../ui/button.tsx";
import { Empty } from "../ui/empty.tsx";
import { handFocusOn } from "../ui/hand-focus-on.ts";
import { MarkShape } from "../ui/mark-view.tsx";
import { Money } from "../ui/money.tsx";
import { shortId } from "../ui/short-id.ts";
import { millisecondsOf } from "../ui/time-text.ts";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { DeedDialog } from "./deed-dialog.tsx";
import { LateMoney } from "./late-money.tsx";
import { withoutLate } from "./late-notes.ts";
import { noFilter } from "./payment-address.ts";
import { decisions } from "./payment-deeds.ts";
import type { PaymentDeed } from "./payment-deeds.ts";
import { openAttempt } from "./payment-left.ts";
import { attemptMark, paymentMark } from "./payment-mark.ts";
import { paymentWords } from "./payment-words.ts";
import { PaymentsFrame } from "./payments-frame.tsx";
import { reviewWords } from "./review-words.ts";
import { useDeedVerbs } from "./use-deed-verbs.ts";
import { usePayments } from "./use-payments.ts";
import type { PaymentsPageData } from "./use-payments.ts";
import { usePaymentStream, useStreamLost } from "./use-payment-stream.ts";
import type { PaymentStream } from "./use-payment-stream.ts";
import styles from "./review.module.css";

/** What is shorter has no name as a length of time. */
const shortestMs = 1_000;
const inReview = { ...noFilter, review: true } as const;

interface Asked {
  readonly deed: PaymentDeed;
  /** As it was when it was asked for: it may have left the list by the time that it is decided. */
  readonly payment: Payment;
}

/** What needs somebody, each with what can be decided about it. One that is decided goes by itself. */
export function ReviewView() {
  const words = useWords(reviewWords);
  const stream = usePaymentStream();
  const lost = useStreamLost(stream);
  const [parameters] = useSearchParams();
  const pageToken = parameters.get("page") ?? "";
  const { state, standIn, retry } = usePayments(stream, inReview, pageToken);
  const [asked, setAsked] = useState<Asked>();
  return (
    <PaymentsFrame
      title={words.title}
      subtitle={"data" in state && <Subtitle data={state.data} first={pageToken === ""} />}
      lost={lost}
    >
      <Answered
        noun={words.noun}
        loading={<p className={styles["loading"]}>{words.loading}</p>}
        state={state}
        retry={retry}
      >
        {(data, old) => (
          <>
            <Queue
              // The stream may have brought its end before the list is read anew.
              payments={data.payments.filter(({ needsReview }) => needsReview)}
              old={old || standIn || lost}
              ask={(deed, payment) => setAsked({ deed, payment })}
            />
            <Pager next={data.next} />
          </>
        )}
      </Answered>
      {asked && (
        <Suspense fallback={null}>
          <DeedDialog
            deed={asked.deed}
            payment={newest(stream, asked.payment)}
            onDone={stream.store.learn}
            onClose={() => setAsked(undefined)}
          />
        </Suspense>
      )}
    </PaymentsFrame>
  );
}

function newest({ store }: PaymentStream, payment: Payment): Payment {
  return store.payment(payment.paymentId) ?? payment;
}

function Subtitle({ data, first }: { readonly data: PaymentsPageData; readonly first: boolean }) {
  const { subtitle } = useWords(reviewWords);
  const formats = useFormats();
  const count = data.payments.filter(({ needsReview }) => needsReview).length;
  if (!first) return null;
  if (data.next !== "") return subtitle.more(formats.count(count));
  return count === 0 ? subtitle.none : subtitle.some(formats.counted(count));
}

function Queue(props: {
  readonly payments: readonly Payment[];
  readonly old: boolean;
  readonly ask: (deed: PaymentDeed, payment: Payment) => void;
}) {
  const { payments, old, ask } = props;
  const words = useWords(reviewWords);
  const nowMs = useNowMs();
  if (payments.length === 0) {
    return (
      <Empty title={words.empty.title}>
        <p>{words.empty.text}</p>
      </Empty>
    );
  }
  return (
    <ul className={styles["queue"]} data-old={old}>
      {payments.map((payment) => (
        <li key={payment.paymentId} ref={handFocusOn} className={styles["entry"]}>
          <Entry payment={payment} nowMs={nowMs} ask={ask} />
        </li>
      ))}
    </ul>
  );
}

function Entry(props: {
  readonly payment: Payment;
  readonly nowMs: number;
  readonly ask: (deed: PaymentDeed, payment: Payment) => void;
}) {
  const { payment, nowMs, ask } = props;
  const words = useWords(reviewWords);
  const verbs = useDeedVerbs();
  const formats = useFormats();
  const { paymentId, amount, attempts, reviewReason, reviewNotes } = payment;
  const untold = withoutLate(reviewNotes, attempts);
  const isToldBelow = reviewNotes.length > 0 && untold.length === 0;
  const sinceMs = millisecondsOf(payment.reviewSince);
  return (
    <>
      <div className={styles["what"]}>
        <p className={styles["head"]}>
          <span className={styles["shape"]}>
            <MarkShape shape="triangle" />
          </span>
          <Link href={`/payments/${paymentId}`} title={paymentId}>
            {words.payment(shortId(paymentId))}
          </Link>
          <span className={styles["amount"]}>
            <Money amount={amount} />
          </span>
          <span>
            <Standing payment={payment} />
          </span>
          {sinceMs !== undefined && (
            <span className={styles["quiet"]} title={formats.wholeTime(sinceMs)}>
              {words.since(formats.duration(Math.max(shortestMs, nowMs - sinceMs)))}
            </span>
          )}
        </p>
        <Told text={isToldBelow ? "" : reviewReason} notes={untold} />
        {attempts.map((attempt) => (
          <LateMoney key={attempt.attemptId} attempt={attempt} />
        ))}
      </div>
      <fieldset className={styles["actions"]} aria-label={words.actions(shortId(paymentId))}>
        {decisions(payment).map((deed) => (
          <Button
            key={deed}
            tone={deed.startsWith("mark") ? "danger" : "plain"}
            onClick={() => ask(deed, payment)}
          >
            {verbs[deed]}
          </Button>
        ))}
      </fieldset>
    </>
  );
}

/** Where its open attempt stands, and at which channel; that of the payment where none is open. */
function Standing({ payment }: { readonly payment: Payment }) {
  const states = useWords(paymentWords);
  const words = useWords(reviewWords);
  const attempt = openAttempt(payment);
  if (attempt === undefined) return paymentMark(payment.status, states).word;
  const { word } = attemptMark(attempt.status, states);
  return attempt.channel === "" ? word : words.at(attempt.channel, word);
}
