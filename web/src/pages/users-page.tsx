import { usePageTitle } from "../ui/use-page-title.ts";
import { UsersView } from "../users/users-view.tsx";
import { useWords } from "../words/use-words.ts";
import { pagesWords } from "./words.ts";

/** Who orders. */
export function UsersPage() {
  const title = useWords(pagesWords).users;
  usePageTitle(title);
  return <UsersView title={title} />;
}
