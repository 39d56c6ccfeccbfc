import { usePageTitle } from "../ui/use-page-title.ts";
import { useWords } from "../words/use-words.ts";
import { pagesWords } from "./words.ts";

/** One item. */
export function ItemPage() {
  const title = useWords(pagesWords).item;
  usePageTitle(title);
  return <h1>{title}</h1>;
}
