import { LedgerView } from "../payments/ledger-view.tsx";
import { sectionWords } from "../payments/section-words.ts";
import { usePageTitle } from "../ui/use-page-title.ts";
import { useWords } from "../words/use-words.ts";

/** Whether the books of money and stock add up. */
export function LedgerPage() {
  usePageTitle(useWords(sectionWords).ledger);
  return <LedgerView />;
}
