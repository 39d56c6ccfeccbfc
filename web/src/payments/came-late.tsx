import { skipToken, useQuery } from "@connectrpc/connect-query";
import { Link } from "wouter";
import type { Payment } from "#gen/sluice/payments/v1/payment_pb.ts";
import { PaymentService } from "#gen/sluice/payments/v1/payment_service_pb.ts";
import { shortId } from "../ui/short-id.ts";
import { useWords } from "../words/use-words.ts";
import { detailWords } from "./detail-words.ts";
import { beganLate, originOf } from "./refund-captured.ts";
import styles from "../orders/order-notices.module.css";

/** Far more than an order has: each but the last of them was declined. */
const paymentsMax = 200;

/** Where money comes from that a channel took late. Its payment does not say; that of the charge, of the same order, does. */
export function CameLate({ payment }: { readonly payment: Payment }) {
  const { late } = useWords(detailWords);
  const { paymentId, orderId, attempts } = payment;
  const isLate = beganLate(payment);
  const query = isLate ? { orderId, pageSize: paymentsMax } : skipToken;
  const { data } = useQuery(PaymentService.method.listPayments, query);
  if (!isLate) return null;
  const origin = originOf(paymentId, data?.payments ?? [])?.paymentId;
  return (
    <p className={styles["plain"]}>
      {late.text(attempts[0]?.channel ?? "")}
      {origin !== undefined && (
        <>
          {" "}
          <Link href={`/payments/${origin}`} title={origin}>
            {late.origin(shortId(origin))}
          </Link>
        </>
      )}
    </p>
  );
}
