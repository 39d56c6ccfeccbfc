import { ChannelsView } from "../payments/channels-view.tsx";
import { sectionWords } from "../payments/section-words.ts";
import { usePageTitle } from "../ui/use-page-title.ts";
import { useWords } from "../words/use-words.ts";

/** The payment channels, with their switches. */
export function ChannelsPage() {
  usePageTitle(useWords(sectionWords).channels);
  return <ChannelsView />;
}
