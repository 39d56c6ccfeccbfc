import type { Payment } from "#gen/sluice/payments/v1/payment_pb.ts";
import type { Found } from "../palette/found.ts";
import { amountText } from "../form/amount-text.ts";
import { fractionDigits } from "../ui/money-text.ts";
import { shortId } from "../ui/short-id.ts";

/** A payment as the palette tells it. */
export function foundPayment({ paymentId, amount }: Payment): Found {
  const code = amount?.currencyCode ?? "EUR";
  const detail = `${amountText(amount?.minorUnits ?? 0n, fractionDigits(code))} ${code}`;
  return { kind: "payment", id: paymentId, title: shortId(paymentId), detail };
}
