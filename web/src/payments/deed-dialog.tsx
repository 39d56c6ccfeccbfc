import type { Payment } from "#gen/sluice/payments/v1/payment_pb.ts";
import { lazyPart } from "../ui/lazy-part.ts";
import type { PaymentDeed } from "./payment-deeds.ts";

const RefundDialog = lazyPart(() =>
  import("./refund-dialog.tsx").then((file) => file.RefundDialog),
);
const RefundCapturedDialog = lazyPart(() =>
  import("./refund-captured-dialog.tsx").then((file) => file.RefundCapturedDialog),
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
  if (deed === "refund") return <RefundDialog {...rest} />;
  if (deed === "refund_captured") return <RefundCapturedDialog {...rest} />;
  return <ResolveDialog name={deed} {...rest} />;
}
