import { Suspense, useState } from "react";
import { Link } from "wouter";
import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";
import { Answered } from "../orders/answered.tsx";
import { Button } from "../ui/button.tsx";
import { shortId } from "../ui/short-id.ts";
import { useWords } from "../words/use-words.ts";
import { AttemptList } from "./attempt-list.tsx";
import { DeedDialog } from "./deed-dialog.tsx";
import { orderPaymentWords } from "./order-payment-words.ts";
import { paymentsPath } from "./payment-address.ts";
import { likelyDeeds } from "./payment-deeds.ts";
import type { PaymentDeed } from "./payment-deeds.ts";
import { PaymentFacts } from "./payment-facts.tsx";
import { PaymentMarks } from "./payment-marks.tsx";
import { PaymentNotices } from "./payment-notices.tsx";
import { useDeedVerbs } from "./use-deed-verbs.ts";
import { usePayment } from "./use-payment.ts";
import { usePaymentStream, useStreamLost } from "./use-payment-stream.ts";
import styles from "./order-payment.module.css";

/** The newest payment of an order, on the order's page, live; what can be done about it; and the way to the others. */
export function OrderPayment({ order }: { readonly order: Order }) {
  const words = useWords(orderPaymentWords);
  const { orderId, paymentId } = order;
  return (
    <section aria-labelledby="payment-title" className={styles["part"]}>
      <h2 id="payment-title">{words.title}</h2>
      {paymentId === "" ? (
        <p className={styles["quiet"]}>{words.none}</p>
      ) : (
        <>
          <Newest key={paymentId} orderId={orderId} paymentId={paymentId} />
          <p className={styles["all"]}>
            <Link href={paymentsPath({ order: orderId })}>{words.all}</Link>
          </p>
        </>
      )}
    </section>
  );
}

function Newest(props: { readonly orderId: string; readonly paymentId: string }) {
  const { orderId, paymentId } = props;
  const words = useWords(orderPaymentWords);
  const verbs = useDeedVerbs();
  const stream = usePaymentStream(orderId);
  const lost = useStreamLost(stream);
  const { state, reload } = usePayment(stream, paymentId);
  const [asked, setAsked] = useState<PaymentDeed>();
  return (
    <Answered
      noun={words.noun}
      loading={<p className={styles["quiet"]}>{words.loading}</p>}
      state={state}
      retry={() => void reload()}
    >
      {(payment, old) => (
        <div className={styles["payment"]} data-old={old || lost}>
          {lost && <p className={styles["quiet"]}>{words.notLive}</p>}
          <div className={styles["head"]}>
            <Link href={`/payments/${paymentId}`}>{words.whole(shortId(paymentId))}</Link>
            <PaymentMarks payment={payment} />
            {likelyDeeds(payment).map((deed) => (
              <Button
                key={deed}
                tone={deed.startsWith("mark") ? "danger" : "plain"}
                onClick={() => setAsked(deed)}
              >
                {verbs[deed]}
              </Button>
            ))}
          </div>
          <PaymentNotices payment={payment} />
          <PaymentFacts payment={payment} inOrder />
          <AttemptList attempts={payment.attempts} />
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
      )}
    </Answered>
  );
}
