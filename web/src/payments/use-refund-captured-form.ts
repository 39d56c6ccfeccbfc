import type { Attempt, Payment } from "#gen/sluice/payments/v1/payment_pb.ts";
import { ResolveAction } from "#gen/sluice/payments/v1/payment_service_pb.ts";
import { reasonSpec } from "../form/reason-spec.ts";
import { useForm } from "../form/use-form.ts";
import { dialogWords } from "../ui/dialog-words.ts";
import { toasts } from "../ui/toast.ts";
import { useWords } from "../words/use-words.ts";
import { chargeSpec, takenSpec } from "./captured-specs.ts";
import { paymentClient } from "./payment-client.ts";
import { likelyCharge } from "./refund-captured.ts";
import { refundCapturedWords } from "./refund-captured-words.ts";
import { versionSeen } from "./resolve-actions.ts";
import { useMoneyText } from "./use-money-text.ts";

export const amountName = "captured.minor_units";

/** The form that says what a charge took in all: fields as the request has them, so that the server's violations find theirs. */
export function useRefundCapturedForm(about: {
  readonly payment: Payment;
  readonly charges: readonly Attempt[];
  readonly onDone: (payment: Payment) => void;
  readonly onClose: () => void;
}) {
  const { payment, charges, onDone, onClose } = about;
  const told = useWords(refundCapturedWords);
  const { reason: reasonLabel } = useWords(dialogWords);
  const code = payment.amount?.currencyCode ?? "";
  const money = useMoneyText(code);
  return useForm({
    formKey: `refund-captured:${payment.paymentId}`,
    specs: {
      attempt_id: chargeSpec(charges),
      [amountName]: takenSpec(charges, code, (noted) => told.tooLittle(money(noted))),
      reason: reasonSpec,
    },
    labels: { attempt_id: told.charge, [amountName]: told.amount, reason: reasonLabel },
    initial: { attempt_id: likelyCharge(charges, payment)?.attemptId ?? "" },
    send: async (values, { idempotencyKey }) => {
      const { attempt_id: attemptId, [amountName]: taken, reason } = values;
      const { payment: changed } = await paymentClient.resolvePayment({
        paymentId: payment.paymentId,
        action: ResolveAction.REFUND_CAPTURED,
        attemptId,
        captured: { currencyCode: code, minorUnits: taken },
        reason,
        expectedVersion: versionSeen(payment),
        idempotencyKey,
      });
      if (changed) onDone(changed);
      toasts.show({ text: told.done });
      onClose();
    },
  });
}
