import { Suspense, useEffect, useState } from "react";
import { Link, useLocation } from "wouter";
import type { Payment } from "#gen/sluice/payments/v1/payment_pb.ts";
import { useKeys } from "../keys/use-keys.ts";
import { Answered } from "../orders/answered.tsx";
import { isUuid } from "../orders/order-id.ts";
import { useCommands } from "../palette/use-commands.ts";
import { noteRecent } from "../palette/recent.ts";
import { Button } from "../ui/button.tsx";
import { Empty } from "../ui/empty.tsx";
import { IdButton } from "../ui/id-button.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { shortId } from "../ui/short-id.ts";
import viewStyles from "../ui/old-view.module.css";
import { useWords } from "../words/use-words.ts";
import { AttemptList } from "./attempt-list.tsx";
import { detailWords } from "./detail-words.ts";
import { NotLive } from "./not-live.tsx";
import { foundPayment } from "./found-payment.ts";
import { DeedDialog } from "./deed-dialog.tsx";
import { deedKeys, legalDeeds } from "./payment-deeds.ts";
import type { PaymentDeed } from "./payment-deeds.ts";
import { PaymentFacts } from "./payment-facts.tsx";
import { PaymentMarks } from "./payment-marks.tsx";
import { PaymentNotices } from "./payment-notices.tsx";
import { paymentWords } from "./payment-words.ts";
import { useDeedVerbs } from "./use-deed-verbs.ts";
import { usePayment } from "./use-payment.ts";
import { usePaymentStream, useStreamLost } from "./use-payment-stream.ts";
import type { PaymentStream } from "./use-payment-stream.ts";
import styles from "./payment-view.module.css";

/** One payment: what it took, what became of it at each channel, and what can be done about it. */
export function PaymentView({ paymentId }: { readonly paymentId: string }) {
  const words = useWords(detailWords);
  const [orderId, setOrderId] = useState<string>();
  // All payments until it is known of which order this one is: then only that order's.
  const stream = usePaymentStream(orderId);
  const lost = useStreamLost(stream);
  const { state, reload } = usePayment(stream, paymentId);
  const known = "data" in state ? state.data.orderId : undefined;
  if (known !== undefined && known !== orderId) setOrderId(known);
  const absent = state.phase === "failed" && state.failure.code === "NOT_FOUND";
  if (absent || !isUuid(paymentId)) return <UnknownPayment paymentId={paymentId} />;
  return (
    <>
      {known === undefined && <PageHead trail={<Back />} title={words.title(shortId(paymentId))} />}
      {lost && <NotLive />}
      <Answered
        noun={words.noun}
        loading={<p className={styles["loading"]}>{words.loading}</p>}
        state={state}
        retry={() => void reload()}
      >
        {(payment, old) => <Known payment={payment} stream={stream} old={old || lost} />}
      </Answered>
    </>
  );
}

function Known(props: {
  readonly payment: Payment;
  readonly stream: PaymentStream;
  readonly old: boolean;
}) {
  const { payment, stream, old } = props;
  const words = useWords(detailWords);
  const { payment: noun, attempts } = useWords(paymentWords);
  const verbs = useDeedVerbs();
  const [asked, setAsked] = useState<PaymentDeed>();
  useEffect(() => noteRecent(foundPayment(payment)), [payment]);
  usePaymentKeys(payment, setAsked);
  return (
    <div data-old={old} className={viewStyles["view"]}>
      <PageHead
        trail={<Back />}
        title={words.title(shortId(payment.paymentId))}
        subtitle={
          <span className={styles["standing"]}>
            <PaymentMarks payment={payment} />
            <IdButton id={payment.paymentId} name={noun} />
          </span>
        }
        actions={legalDeeds(payment).map((deed) => (
          <Button
            key={deed}
            tone={deed.startsWith("mark") ? "danger" : "plain"}
            title={deedKeys[deed]}
            onClick={() => setAsked(deed)}
          >
            {verbs[deed]}
          </Button>
        ))}
      />
      <PaymentNotices payment={payment} />
      <PaymentFacts payment={payment} />
      <section aria-labelledby="attempts-title" className={styles["attempts"]}>
        <h2 id="attempts-title">{attempts.title}</h2>
        <AttemptList attempts={payment.attempts} />
      </section>
      {asked && (
        <Suspense fallback={null}>
          <DeedDialog
            deed={asked}
            payment={payment}
            onDone={stream.store.learn}
            onClose={() => setAsked(undefined)}
          />
        </Suspense>
      )}
    </div>
  );
}

/** What the payment takes now, by key and in the palette; Escape goes back to the list, "o" to the order. */
function usePaymentKeys(payment: Payment, ask: (deed: PaymentDeed) => void): void {
  const words = useWords(detailWords);
  const verbs = useDeedVerbs();
  const [, navigate] = useLocation();
  const legal = legalDeeds(payment).map((deed) => ({
    id: `payment-${deed}`,
    label: verbs[deed],
    keys: deedKeys[deed],
    run: () => ask(deed),
  }));
  const keyed = legal.flatMap(({ keys, label, run }) =>
    keys === undefined ? [] : [[keys, { label, run }] as const],
  );
  useKeys(
    {
      ...Object.fromEntries(keyed),
      o: { label: words.facts.order, run: () => navigate(`/orders/${payment.orderId}`) },
      Escape: { label: words.back, run: () => navigate("/payments") },
    },
    { scope: words.keys },
  );
  useCommands(
    words.keys,
    legal.map(({ keys, ...command }) => ({ ...command, ...(keys !== undefined && { keys }) })),
  );
}

function Back() {
  const words = useWords(detailWords);
  return <Link href="/payments">← {words.back}</Link>;
}

function UnknownPayment({ paymentId }: { readonly paymentId: string }) {
  const { title, unknown } = useWords(detailWords);
  const whole = isUuid(paymentId);
  return (
    <>
      <PageHead trail={<Back />} title={title(shortId(paymentId))} />
      <Empty
        title={whole ? unknown.title : unknown.notId}
        actions={<Link href="/payments">{unknown.search}</Link>}
      >
        <p>
          <code>{paymentId.slice(0, shownMaxLength)}</code>
        </p>
        <p>{unknown.text}</p>
      </Empty>
    </>
  );
}

const shownMaxLength = 100;
