import { OrdersView } from "../orders/orders-view.tsx";
import { usePageTitle } from "../ui/use-page-title.ts";
import { useWords } from "../words/use-words.ts";
import { pagesWords } from "./words.ts";

/** All orders, to be searched, followed and acted on. */
export function OrdersPage() {
  const title = useWords(pagesWords).orders;
  usePageTitle(title);
  return <OrdersView title={title} />;
}
