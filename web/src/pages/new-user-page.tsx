import { usePageTitle } from "../ui/use-page-title.ts";
import { useWords } from "../words/use-words.ts";
import { pagesWords } from "./words.ts";

/** A form for a user. */
export function NewUserPage() {
  const title = useWords(pagesWords).newUser;
  usePageTitle(title);
  return <h1>{title}</h1>;
}
