import { usePageTitle } from "../ui/use-page-title.ts";
import { useWords } from "../words/use-words.ts";
import { pagesWords } from "./words.ts";

/** A form for an item. */
export function NewItemPage() {
  const title = useWords(pagesWords).newItem;
  usePageTitle(title);
  return <h1>{title}</h1>;
}
