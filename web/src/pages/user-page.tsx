import { useParams } from "wouter";
import { usePageTitle } from "../ui/use-page-title.ts";
import { UserView } from "../users/user-view.tsx";
import { useWords } from "../words/use-words.ts";
import { pagesWords } from "./words.ts";

/** One user. */
export function UserPage() {
  const title = useWords(pagesWords).user;
  const { userId } = useParams<{ userId: string }>();
  usePageTitle(title);
  return <UserView key={userId} userId={userId} title={title} />;
}
