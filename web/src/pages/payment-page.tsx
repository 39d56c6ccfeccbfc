import { useParams } from "wouter";
import { detailWords } from "../payments/detail-words.ts";
import { PaymentView } from "../payments/payment-view.tsx";
import { shortId } from "../ui/short-id.ts";
import { usePageTitle } from "../ui/use-page-title.ts";
import { useWords } from "../words/use-words.ts";

/** One payment, by the id in the address. */
export function PaymentPage() {
  const { paymentId: text } = useParams<{ readonly paymentId: string }>();
  const paymentId = text.toLowerCase();
  usePageTitle(useWords(detailWords).title(shortId(paymentId)));
  return <PaymentView key={paymentId} paymentId={paymentId} />;
}
