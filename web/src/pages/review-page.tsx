import { ReviewView } from "../payments/review-view.tsx";
import { sectionWords } from "../payments/section-words.ts";
import { usePageTitle } from "../ui/use-page-title.ts";
import { useWords } from "../words/use-words.ts";

/** The payments that need somebody. */
export function ReviewPage() {
  usePageTitle(useWords(sectionWords).review);
  return <ReviewView />;
}
