import { usePageTitle } from "../ui/use-page-title.ts";
import { useWords } from "../words/use-words.ts";
import { pagesWords } from "./words.ts";

/** One order. */
export function OrderPage() {
  const title = useWords(pagesWords).order;
  usePageTitle(title);
  return <h1>{title}</h1>;
}
