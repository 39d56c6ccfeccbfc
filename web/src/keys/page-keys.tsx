import { Suspense, useEffect, useState, useSyncExternalStore } from "react";
import { useLocation } from "wouter";
import { sections } from "../pages/sections.ts";
import { PaletteFrame } from "../palette/palette-frame.tsx";
import { pagesWords } from "../pages/words.ts";
import { preferences } from "../preferences/browser-preferences.ts";
import { lazyPart } from "../ui/lazy-part.ts";
import { toasts } from "../ui/toast.ts";
import { useWords } from "../words/use-words.ts";
import { FaultBoundary } from "../ui/fault-boundary.tsx";
import { listenForKeys } from "./keys.ts";
import { overlay } from "./overlay.ts";
import { useKeys } from "./use-keys.ts";
import { keysWords } from "./words.ts";

const KeySheet = lazyPart(() => import("./key-sheet.tsx").then((file) => file.KeySheet));
const Toasts = lazyPart(() => import("../ui/toasts.tsx").then((file) => file.Toasts));

/** What every page has at hand: shortcuts to the others and to the search, and messages in the corner. */
export function PageKeys() {
  const [, navigate] = useLocation();
  const words = useWords(keysWords);
  const pages = useWords(pagesWords);
  useEffect(() => listenForKeys(), []);
  const places = sections.map(({ href, name, key }) => [
    `g ${key}`,
    { label: words.goTo(pages[name]), run: () => navigate(href) },
  ]);
  useKeys(
    {
      ...Object.fromEntries(places),
      "/": { label: words.search, run: focusSearch },
      "Mod+k": { label: words.palette, run: overlay.openPalette },
      "?": { label: words.sheet, run: overlay.openKeys },
      t: { label: words.theme, run: turnTheme },
    },
    { scope: words.everywhere },
  );
  return (
    <>
      <FaultBoundary noun={words.palette}>
        <OverPage />
      </FaultBoundary>
      <Messages scope={words.everywhere} />
    </>
  );
}

function OverPage() {
  const shown = useSyncExternalStore(overlay.subscribe, overlay.shown);
  return (
    <Suspense fallback={null}>
      {shown.kind === "palette" && <PaletteFrame onClose={overlay.close} />}
      {shown.kind === "keys" && <KeySheet groups={shown.groups} onClose={overlay.close} />}
    </Suspense>
  );
}

/** What reads messages out is there before the first of them: a reader is not told of one that came together with it. */
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

/** The first search field of the page has the focus, and what stands in it is selected, to be typed over. Without one, the palette. */
function focusSearch(): void {
  const field = document.querySelector<HTMLInputElement>("#content input[type=search]");
  if (field === null) return overlay.openPalette();
  field.focus();
  field.select();
}

/** From whatever is shown to the other theme, which then stands, whatever the system has. */
function turnTheme(): void {
  const { theme } = preferences.state();
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  preferences.choose({
    theme: (theme === "system" ? system : theme) === "dark" ? "light" : "dark",
  });
}
