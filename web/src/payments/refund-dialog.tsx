import type { Payment } from "#gen/sluice/payments/v1/payment_pb.ts";
import { AmountField } from "../form/amount-field.tsx";
import { amountSpec } from "../form/amount-spec.ts";
import { amountText, parseAmount } from "../form/amount-text.ts";
import { Form } from "../form/form.tsx";
import { moneyMaxMinorUnits } from "../form/money-max.ts";
import { ReasonField } from "../form/reason-field.tsx";
import { reasonSpec } from "../form/reason-spec.ts";
import { useForm } from "../form/use-form.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { fractionDigits } from "../ui/money-text.ts";
import { toasts } from "../ui/toast.ts";
import { useWords } from "../words/use-words.ts";
import { deedWords } from "./deed-words.ts";
import { paymentClient } from "./payment-client.ts";
import { paymentLeft } from "./payment-left.ts";
import { PaymentSubject } from "./payment-subject.tsx";
import { useMoneyText } from "./use-money-text.ts";
import styles from "./deeds.module.css";

/** Gives back a part or all of what was captured: how much is left stands beside it, as it is now. */
export function RefundDialog(props: {
  readonly payment: Payment;
  readonly onDone: (payment: Payment) => void;
  readonly onClose: () => void;
}) {
  const { payment, onDone, onClose } = props;
  const words = useWords(deedWords);
  const { refund } = words;
  const code = payment.amount?.currencyCode ?? "";
  const digits = fractionDigits(code);
  const { left } = paymentLeft(payment);
  const money = useMoneyText(code);
  const form = useForm({
    formKey: `refund:${payment.paymentId}`,
    specs: {
      amount_minor_units: amountSpec({ currency: { code }, min: 0n, max: moneyMaxMinorUnits }),
      reason: reasonSpec,
    },
    labels: { amount_minor_units: refund.amount, reason: refund.reason },
    // What is asked for is held against what is left here, in words of its own.
    check: ({ amount_minor_units: asked }) => {
      if (asked === 0n) return { amount_minor_units: refund.nothing };
      return asked > left ? { amount_minor_units: refund.tooMuch(money(asked), money(left)) } : {};
    },
    send: async ({ amount_minor_units: amountMinorUnits, reason }, { idempotencyKey }) => {
      const { paymentId } = payment;
      const request = { idempotencyKey, paymentId, amountMinorUnits, reason };
      const answer = await paymentClient.refundPayment(request);
      if (answer.payment) onDone(answer.payment);
      toasts.show({ text: refund.done(money(amountMinorUnits)) });
      onClose();
    },
  });
  const typed = parseAmount(form.raw.amount_minor_units, digits) ?? 0n;
  return (
    <Dialog title={refund.title} subject={<PaymentSubject payment={payment} />} onClose={onClose}>
      <Form
        form={form}
        label={refund.title}
        submitLabel={refund.submit}
        tone="danger"
        cancel={{ label: words.close, run: onClose }}
      >
        <AmountField
          form={form}
          name="amount_minor_units"
          currency={{ code }}
          help={refund.amountHelp(money(left))}
        />
        <div className={styles["beside"]}>
          <Button onClick={() => form.set("amount_minor_units", amountText(left, digits))}>
            {refund.all(money(left))}
          </Button>
          <output data-wrong={typed > left}>
            {typed > left
              ? refund.tooMuch(money(typed), money(left))
              : refund.keeps(money(payment.captured?.minorUnits ?? 0n), money(left - typed))}
          </output>
        </div>
        <ReasonField
          form={form}
          help={refund.reasonHelp}
          quickReasons={Object.values(words.reasons.refund)}
        />
      </Form>
    </Dialog>
  );
}
