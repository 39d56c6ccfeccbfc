import { Link } from "wouter";
import { AttemptKind, AttemptStatus } from "#gen/sluice/payments/v1/payment_pb.ts";
import type { Attempt } from "#gen/sluice/payments/v1/payment_pb.ts";
import { moneyList } from "../orders/money-list.ts";
import { shortId } from "../ui/short-id.ts";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { paymentWords } from "./payment-words.ts";
import styles from "./attempt-list.module.css";

/** That money moved after the end of an attempt, and how much; of a charge the payment that has it. Nothing where none did. */
export function LateMoney({ attempt }: { readonly attempt: Attempt }) {
  const { late } = useWords(paymentWords).attempts;
  const formats = useFormats();
  const { channel, kind, status, latePaymentId, lateAmount } = attempt;
  if (latePaymentId === "" || lateAmount === undefined) return null;
  const amount = moneyList([lateAmount], formats);
  if (kind === AttemptKind.REFUND)
    return <p className={styles["late"]}>{late.back(channel, amount)}</p>;
  const told = status === AttemptStatus.SUCCEEDED ? late.more : late.afterAll;
  return (
    <p className={styles["late"]}>
      {told(channel, amount)}{" "}
      <Link href={`/payments/${latePaymentId}`} title={latePaymentId}>
        {late.payment(shortId(latePaymentId))}
      </Link>
    </p>
  );
}
