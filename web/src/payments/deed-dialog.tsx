import type { Payment } from "#gen/sluice/payments/v1/payment_pb.ts";
import { lazyPart } from "../ui/lazy-part.ts";
import type { PaymentDeed } from "./payment-deeds.ts";

const RefundDialog = lazyPart(() =>
  import("./refund-dialog.tsx").then((file) => file.RefundDialog),
);
const ResolveDialog = lazyPart(() =>
  import("./resolve-dialog.tsx").then((file) => file.ResolveDialog),
);

/** The dialog of a deed on a payment. Its code comes when it is first asked for. */
export function DeedDialog(props: {
  readonly deed: PaymentDeed;
  readonly payment: Payment;
  readonly onDone: (payment: Payment) => void;
  readonly onClose: () => void;
}) {
  const { deed, ...rest } = props;
  return deed === "refund" ? <RefundDialog {...rest} /> : <ResolveDialog name={deed} {...rest} />;
}
