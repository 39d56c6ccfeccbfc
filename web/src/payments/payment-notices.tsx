import type { ReactNode } from "react";
import { Link } from "wouter";
import type { Payment } from "#gen/sluice/payments/v1/payment_pb.ts";
import { Told } from "../notes/told.tsx";
import { useNowMs } from "../refresh/use-refresh.ts";
import { MarkShape } from "../ui/mark-view.tsx";
import { millisecondsOf } from "../ui/time-text.ts";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { CameLate } from "./came-late.tsx";
import { detailWords } from "./detail-words.ts";
import { waitsForChannel } from "./payment-left.ts";
import styles from "../orders/order-notices.module.css";

/** That somebody should look at the payment, and why; that it waits, because no channel takes it; that its money came late. */
export function PaymentNotices({ payment }: { readonly payment: Payment }) {
  const { review, waits } = useWords(detailWords);
  const formats = useFormats();
  const nowMs = useNowMs();
  const sinceMs = millisecondsOf(payment.reviewSince);
  return (
    <>
      {payment.needsReview && (
        <Notice title={review.title}>
          <Told text={payment.reviewReason} notes={payment.reviewNotes} />
          {sinceMs !== undefined && (
            <p className={styles["quiet"]}>
              {review.since(formats.dateTime(sinceMs), formats.age(nowMs - sinceMs))}
            </p>
          )}
        </Notice>
      )}
      <CameLate payment={payment} />
      {waitsForChannel(payment) && (
        <Notice title={waits.title}>
          <p>{waits.text}</p>
          <p>
            <Link href="/payments/channels">{waits.channels}</Link>
          </p>
        </Notice>
      )}
    </>
  );
}

function Notice({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles["notice"]} aria-label={title}>
      <p className={styles["title"]}>
        <MarkShape shape="triangle" /> {title}
      </p>
      {children}
    </section>
  );
}
