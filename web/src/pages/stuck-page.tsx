import { StuckView } from "../payments/stuck-view.tsx";
import { sectionWords } from "../payments/section-words.ts";
import { usePageTitle } from "../ui/use-page-title.ts";
import { useWords } from "../words/use-words.ts";

/** Orders that stand still, each with the one safe thing to do. */
export function StuckPage() {
  usePageTitle(useWords(sectionWords).stuck);
  return <StuckView />;
}
