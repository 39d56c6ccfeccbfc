import { usePageTitle } from "../ui/use-page-title.ts";
import { useWords } from "../words/use-words.ts";
import { pagesWords } from "./words.ts";

/** Brings items in from a file. */
export function ImportPage() {
  const title = useWords(pagesWords).import;
  usePageTitle(title);
  return <h1>{title}</h1>;
}
