import { useSyncExternalStore } from "react";

/** The same width at which the style sheets put rows on two lines. */
const query = matchMedia("(width <= 640px)");

/** True on a screen so narrow that a row takes two lines. */
export function usePhone(): boolean {
  return useSyncExternalStore(subscribe, () => query.matches);
}

function subscribe(listener: () => void): () => void {
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}
