import { usePageTitle } from "../ui/use-page-title.ts";
import { NewUser } from "../users/new-user.tsx";
import { useWords } from "../words/use-words.ts";
import { pagesWords } from "./words.ts";

/** Somebody new who may order. */
export function NewUserPage() {
  const title = useWords(pagesWords).newUser;
  usePageTitle(title);
  return <NewUser title={title} />;
}
