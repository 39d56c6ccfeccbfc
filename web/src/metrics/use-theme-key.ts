import { useSyncExternalStore } from "react";

const dark = matchMedia("(prefers-color-scheme: dark)");

/** A text that changes whenever the colours of the page do: what is drawn on a canvas has to be drawn again. */
export function useThemeKey(): string {
  return useSyncExternalStore(subscribe, themeKey);
}

function subscribe(listener: () => void): () => void {
  const chosen = new MutationObserver(listener);
  chosen.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  dark.addEventListener("change", listener);
  return () => {
    chosen.disconnect();
    dark.removeEventListener("change", listener);
  };
}

function themeKey(): string {
  return document.documentElement.dataset["theme"] ?? (dark.matches ? "system dark" : "system");
}
