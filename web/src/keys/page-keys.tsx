import { Suspense, lazy, useEffect, useState, useSyncExternalStore } from "react";
import { useLocation } from "wouter";
import { toasts } from "../ui/toast.ts";
import { listenForKeys } from "./keys.ts";
import { useKeys } from "./use-keys.ts";
import { keysWords } from "./words.ts";

const Toasts = lazy(() =>
  import("../ui/toasts.tsx").then((module) => ({ default: module.Toasts })),
);

/** What every page has at hand: shortcuts to the others and to the search, and messages in the corner. */
export function PageKeys() {
  const [, navigate] = useLocation();
  const words = keysWords.en;
  const to = (page: string, href: string) => ({
    label: words.goTo(page),
    run: () => navigate(href),
  });
  useEffect(() => listenForKeys(), []);
  useKeys(
    {
      "g l": to("Live", "/"),
      "g o": to("Orders", "/orders"),
      "g s": to("Stock", "/stock"),
      "/": { label: words.search, run: focusSearch },
    },
    { scope: words.everywhere },
  );
  return <Messages scope={words.everywhere} />;
}

/** What reads messages out is there before the first of them: a reader is not told of one that came together with its message. */
function Messages({ scope }: { readonly scope: string }) {
  const any = useSyncExternalStore(toasts.subscribe, toasts.any);
  const [ever, setEver] = useState(any);
  if (any && !ever) setEver(true);
  return (
    <div aria-live="polite" aria-relevant="additions">
      <Suspense fallback={null}>{ever && <Toasts scope={scope} />}</Suspense>
    </div>
  );
}

/** The first search field of the page has the focus, and what stands in it is selected, to be typed over. */
function focusSearch(): void {
  const field = document.querySelector<HTMLInputElement>("#content input[type=search]");
  field?.focus();
  field?.select();
}
