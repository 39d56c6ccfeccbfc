import { PaymentsView } from "../payments/payments-view.tsx";
import { sectionWords } from "../payments/section-words.ts";
import { usePageTitle } from "../ui/use-page-title.ts";
import { useWords } from "../words/use-words.ts";

/** All payments, to be found and followed. */
export function PaymentsPage() {
  usePageTitle(useWords(sectionWords).payments);
  return <PaymentsView />;
}
