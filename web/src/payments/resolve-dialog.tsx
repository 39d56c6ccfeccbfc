import type { Payment } from "#gen/sluice/payments/v1/payment_pb.ts";
import { moneyList } from "../orders/money-list.ts";
import { ConfirmWithReason } from "../ui/confirm-with-reason.tsx";
import { IdButton } from "../ui/id-button.tsx";
import { toasts } from "../ui/toast.ts";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { deedWords } from "./deed-words.ts";
import { paymentClient } from "./payment-client.ts";
import { openAttempt } from "./payment-left.ts";
import { PaymentSubject } from "./payment-subject.tsx";
import { resolveActionOf, versionSeen } from "./resolve-actions.ts";
import type { ResolveName } from "./resolve-actions.ts";

/** Asks for a reason before a decision about a payment, and says what it will do to the money and to the order. */
export function ResolveDialog(props: {
  readonly name: ResolveName;
  readonly payment: Payment;
  readonly onDone: (payment: Payment) => void;
  readonly onClose: () => void;
}) {
  const { name, payment, onDone, onClose } = props;
  const words = useWords(deedWords);
  const { title, confirm, keep, done } = words.resolve[name];
  const isVerdict = name === "mark_charged" || name === "mark_not_charged";
  const attempt = openAttempt(payment);
  const formats = useFormats();
  const amount = attempt?.amount ?? payment.amount;
  const told = amount === undefined ? "" : moneyList([amount], formats);
  return (
    <ConfirmWithReason
      formKey={`resolve-${name}:${payment.paymentId}`}
      title={title}
      subject={<PaymentSubject payment={payment} />}
      consequences={
        <>
          <p>{typeof keep === "string" ? keep : keep(told)}</p>
          {isVerdict && attempt && (
            <p>
              {words.look(attempt.channel)}{" "}
              <IdButton id={attempt.attemptId} name={words.attempt} whole />
            </p>
          )}
        </>
      }
      quickReasons={Object.values(words.reasons[name])}
      confirmLabel={confirm}
      tone={isVerdict ? "danger" : "primary"}
      confirm={async (reason, idempotencyKey) => {
        const { paymentId } = payment;
        const expectedVersion = versionSeen(payment);
        const action = resolveActionOf[name];
        const answer = await paymentClient.resolvePayment({
          paymentId,
          action,
          reason,
          expectedVersion,
          idempotencyKey,
        });
        if (answer.payment) onDone(answer.payment);
        toasts.show({ text: done });
      }}
      onClose={onClose}
    />
  );
}
