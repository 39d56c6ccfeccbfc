import { Link } from "wouter";
import type { Payment } from "#gen/sluice/payments/v1/payment_pb.ts";
import { shortId } from "../ui/short-id.ts";
import { useWords } from "../words/use-words.ts";
import { detailWords } from "./detail-words.ts";
import styles from "../orders/order-notices.module.css";

/** Where money comes from that a channel took late. */
export function CameLate({ payment }: { readonly payment: Payment }) {
  const { late } = useWords(detailWords);
  const [charge] = payment.attempts;
  if (charge === undefined || charge.firstPaymentId === "") return null;
  const { channel, firstPaymentId } = charge;
  return (
    <p className={styles["plain"]}>
      {late.text(channel)}{" "}
      <Link href={`/payments/${firstPaymentId}`} title={firstPaymentId}>
        {late.origin(shortId(firstPaymentId))}
      </Link>
    </p>
  );
}
