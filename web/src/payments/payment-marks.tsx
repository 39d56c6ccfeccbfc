import type { Payment } from "#gen/sluice/payments/v1/payment_pb.ts";
import { MarkView } from "../ui/mark-view.tsx";
import { useWords } from "../words/use-words.ts";
import { paymentMark } from "./payment-mark.ts";
import { paymentWords } from "./payment-words.ts";
import styles from "./payment-marks.module.css";

/** Where a payment stands, and whether somebody should look at it. */
export function PaymentMarks({ payment }: { readonly payment: Payment }) {
  const words = useWords(paymentWords);
  return (
    <span className={styles["marks"]}>
      <MarkView mark={paymentMark(payment.status, words)} />
      {payment.needsReview && (
        <MarkView mark={{ word: words.needsReview, shape: "triangle", tone: "attention" }} />
      )}
    </span>
  );
}
