import { useQuery } from "@connectrpc/connect-query";
import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";
import type { Payment } from "#gen/sluice/payments/v1/payment_pb.ts";
import { PaymentService } from "#gen/sluice/payments/v1/payment_service_pb.ts";
import { OrderSubject } from "../orders/order-subject.tsx";
import { textSpec } from "../form/field-spec.ts";
import { Form } from "../form/form.tsx";
import { TextField } from "../form/text-field.tsx";
import { useForm } from "../form/use-form.ts";
import { Countdown } from "../ui/countdown.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { MarkShape } from "../ui/mark-view.tsx";
import { QuickReasons } from "../ui/quick-reasons.tsx";
import { millisecondsOf } from "../ui/time-text.ts";
import { toasts } from "../ui/toast.ts";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { channelsVerdict } from "./channel-figures.ts";
import { deedWords } from "./deed-words.ts";
import { paymentClient } from "./payment-client.ts";
import { sandboxTokens } from "./sandbox-tokens.ts";
import styles from "./deeds.module.css";

const tokenMaxLength = 200;
const specs = { card_token: textSpec({ lengthMax: tokenMaxLength }) };

/** Pays an order with a card token, for integrators and for who helps a buyer. Says beforehand when the payment would only wait. */
export function PayDialog(props: {
  readonly order: Order;
  readonly onDone: (payment: Payment) => void;
  readonly onClose: () => void;
}) {
  const { order, onDone, onClose } = props;
  const words = useWords(deedWords);
  const { pay } = words;
  const form = useForm({
    formKey: `pay:${order.orderId}`,
    specs,
    labels: { card_token: pay.card },
    send: async ({ card_token: cardToken }, { idempotencyKey }) => {
      const { orderId, version: expectedVersion } = order;
      const request = { idempotencyKey, orderId, cardToken, expectedVersion };
      const { payment } = await paymentClient.payOrder(request);
      if (payment) onDone(payment);
      toasts.show({ text: pay.done });
      onClose();
    },
  });
  return (
    <Dialog title={pay.title} subject={<OrderSubject order={order} />} onClose={onClose}>
      <Form
        form={form}
        label={pay.title}
        submitLabel={pay.submit}
        cancel={{ label: words.close, run: onClose }}
      >
        <Consequences order={order} />
        <TextField form={form} name="card_token" kind="code" help={pay.cardHelp} />
        <QuickReasons
          label={pay.sandbox}
          shownLabel
          reasons={sandboxTokens}
          chosen={form.raw.card_token}
          onChoose={(token) => form.set("card_token", token)}
        />
      </Form>
    </Dialog>
  );
}

function Consequences({ order }: { readonly order: Order }) {
  const { pay } = useWords(deedWords);
  const formats = useFormats();
  const { data } = useQuery(PaymentService.method.listChannels, {});
  const verdict = data && channelsVerdict(data.channels);
  const endsAtMs = millisecondsOf(order.holdExpiresAt);
  const { total } = order;
  return (
    <div className={styles["consequences"]}>
      {total && <p>{pay.takes(`${formats.money(total)} ${total.currencyCode}`)}</p>}
      {endsAtMs !== undefined && (
        <p>
          {pay.holdEnds} <Countdown endsAtMs={endsAtMs} ended={pay.holdEnded} />
        </p>
      )}
      {(verdict?.kind === "none" || verdict?.kind === "down") && (
        <output className={styles["warning"]}>
          <MarkShape shape="triangle" />
          {verdict.kind === "none" ? pay.noChannels : pay.waits}
        </output>
      )}
    </div>
  );
}
