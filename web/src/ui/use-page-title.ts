import { useEffect } from "react";

/** Names the tab after what it shows: "Orders - Sluice". Every page calls it once. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} - Sluice`;
  }, [title]);
}
