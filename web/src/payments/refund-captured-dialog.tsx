import { useState } from "react";
import type { Attempt, Payment } from "#gen/sluice/payments/v1/payment_pb.ts";
import { AmountField } from "../form/amount-field.tsx";
import { parseAmount } from "../form/amount-text.ts";
import { ChoiceField } from "../form/choice-field.tsx";
import { Form } from "../form/form.tsx";
import { moneyMaxMinorUnits } from "../form/money-max.ts";
import { ReasonField } from "../form/reason-field.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { dialogWords } from "../ui/dialog-words.ts";
import { IdButton } from "../ui/id-button.tsx";
import { fractionDigits } from "../ui/money-text.ts";
import { shortId } from "../ui/short-id.ts";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { deedWords } from "./deed-words.ts";
import { attemptMark } from "./payment-mark.ts";
import { PaymentSubject } from "./payment-subject.tsx";
import { paymentWords } from "./payment-words.ts";
import { correctableCharges, notedMinor } from "./refund-captured.ts";
import { refundCapturedWords } from "./refund-captured-words.ts";
import { chargeOf } from "./captured-specs.ts";
import { useMoneyText } from "./use-money-text.ts";
import { amountName, useRefundCapturedForm } from "./use-refund-captured-form.ts";
import styles from "./deeds.module.css";

/** Gives back what a channel's own records show that a charge took beyond what is noted down of it. */
export function RefundCapturedDialog(props: {
  readonly payment: Payment;
  readonly onDone: (payment: Payment) => void;
  readonly onClose: () => void;
}) {
  const { payment, onClose } = props;
  const told = useWords(refundCapturedWords);
  const dialog = useWords(dialogWords);
  // As they were when it was asked for: what has changed meanwhile the server refuses, and says so.
  const [charges] = useState(() => correctableCharges(payment));
  const chargeText = useChargeText();
  const form = useRefundCapturedForm({ ...props, charges });
  const charge = charges.length === 1 ? charges[0] : chargeOf(charges, form.raw.attempt_id);
  const code = payment.amount?.currencyCode ?? "";
  return (
    <Dialog title={told.title} subject={<PaymentSubject payment={payment} />} onClose={onClose}>
      <Form
        form={form}
        label={told.title}
        submitLabel={told.submit}
        tone="danger"
        cancel={{ label: dialog.keep, run: onClose }}
      >
        {charges.length === 1 ? (
          charge && <p>{chargeText(charge)}</p>
        ) : (
          <ChoiceField
            form={form}
            name="attempt_id"
            none={told.chooseOne}
            options={charges.map((each) => ({ value: each.attemptId, label: chargeText(each) }))}
          />
        )}
        {charge && <WhatFollows payment={payment} charge={charge} />}
        <AmountField form={form} name={amountName} currency={{ code }} help={told.amountHelp} />
        {charge && <Beyond charge={charge} code={code} raw={form.raw[amountName]} />}
        <ReasonField
          form={form}
          help={dialog.reasonHelp}
          quickReasons={Object.values(told.reasons)}
        />
      </Form>
    </Dialog>
  );
}

/** Names a charge: its channel, how it ended, what was asked for. */
function useChargeText(): (charge: Attempt) => string {
  const { option } = useWords(refundCapturedWords);
  const states = useWords(paymentWords);
  const { money } = useFormats();
  return ({ attemptId, channel, status, amount }) => {
    const { word } = attemptMark(status, states);
    const asked = amount === undefined ? "" : `${money(amount)} ${amount.currencyCode}`;
    return option({ channel, state: word, amount: asked, id: shortId(attemptId) });
  };
}

function WhatFollows({ payment, charge }: { readonly payment: Payment; readonly charge: Attempt }) {
  const words = useWords(deedWords);
  const told = useWords(refundCapturedWords);
  const { channel, attemptId } = charge;
  return (
    <div className={styles["consequences"]}>
      <p>
        {words.look(channel)} <IdButton id={attemptId} name={words.attempt} whole />
      </p>
      <p>{told.keep(channel)}</p>
      {payment.needsReview && <p>{told.reviewEnds}</p>}
    </div>
  );
}

/** What goes back of what was typed, or how much is noted down already. */
function Beyond(props: { readonly charge: Attempt; readonly code: string; readonly raw: string }) {
  const { charge, code, raw } = props;
  const told = useWords(refundCapturedWords);
  const money = useMoneyText(code);
  const noted = notedMinor(charge);
  const typed = parseAmount(raw, fractionDigits(code));
  const taken = typed !== undefined && typed <= moneyMaxMinorUnits ? typed : undefined;
  return (
    <p className={styles["beside"]}>
      <output data-wrong={taken !== undefined && taken <= noted}>
        {taken !== undefined && taken > noted
          ? told.goesBack(money(taken - noted), charge.channel)
          : told.noted(money(noted))}
      </output>
    </p>
  );
}
