import { Link } from "wouter";
import { AttemptStatus } from "#gen/sluice/payments/v1/payment_pb.ts";
import type { Attempt } from "#gen/sluice/payments/v1/payment_pb.ts";
import { moneyList } from "../orders/money-list.ts";
import { shortId } from "../ui/short-id.ts";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { paymentWords } from "./payment-words.ts";
import styles from "./attempt-list.module.css";

/** That a charge took money after its end, how much, and the payment that has it; nothing where it did not. */
export function LateMoney({ attempt }: { readonly attempt: Attempt }) {
  const { late } = useWords(paymentWords).attempts;
  const formats = useFormats();
  const { channel, status, latePaymentId, lateAmount } = attempt;
  if (latePaymentId === "" || lateAmount === undefined) return null;
  const told = status === AttemptStatus.SUCCEEDED ? late.more : late.afterAll;
  return (
    <p className={styles["late"]}>
      {told(channel, moneyList([lateAmount], formats))}{" "}
      <Link href={`/payments/${latePaymentId}`} title={latePaymentId}>
        {late.payment(shortId(latePaymentId))}
      </Link>
    </p>
  );
}
