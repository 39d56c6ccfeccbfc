import { usePageTitle } from "../ui/use-page-title.ts";
import { useWords } from "../words/use-words.ts";
import { pagesWords } from "./words.ts";

/** One user. */
export function UserPage() {
  const title = useWords(pagesWords).user;
  usePageTitle(title);
  return <h1>{title}</h1>;
}
