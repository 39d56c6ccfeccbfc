import type { Payment } from "#gen/sluice/payments/v1/payment_pb.ts";
import { moneyList } from "../orders/money-list.ts";
import { dialogWords } from "../ui/dialog-words.ts";
import { shortId } from "../ui/short-id.ts";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";

/** Which payment a dialog is about, and of how much: a list behind it shows many. */
export function PaymentSubject({ payment }: { readonly payment: Payment }) {
  const { payment: told } = useWords(dialogWords).subjects;
  const formats = useFormats();
  const { paymentId, amount } = payment;
  return told(shortId(paymentId), amount ? moneyList([amount], formats) : "");
}
