import { useEffect, useLayoutEffect, useState } from "react";
import type { RefObject } from "react";
import { flushSync } from "react-dom";
import { windowRows } from "./window-rows.ts";

/** Lists up to this long are drawn whole: what can be searched and selected with the browser's own means is worth more. */
const wholeMax = 100;

/** What of a list can be seen, whichever of its ancestors scrolls. */
export interface SeenRows {
  readonly start: number;
  readonly end: number;
  readonly rowPx: number;
  /** True when the beginning of the list is scrolled away. */
  readonly scrolled: boolean;
}

/** Follows what of a list can be seen; on paper that is all of it. Rows are all as high as the first. */
export function useSeenRows(
  body: RefObject<HTMLTableSectionElement | null>,
  count: number,
): SeenRows {
  const [view, setView] = useState({ topPx: 0, rowPx: 32, heightPx: 0 });
  useLayoutEffect(() => {
    if (count === 0) return;
    const measure = (): void => {
      const list = body.current;
      const rowPx = list?.querySelector<HTMLElement>("[data-key]")?.offsetHeight ?? 0;
      if (list === null || rowPx === 0) return;
      // In steps of a row: a scroll by a few pixels draws nothing again.
      const topPx = Math.floor(-list.getBoundingClientRect().top / rowPx) * rowPx;
      const next = { topPx, rowPx, heightPx: innerHeight };
      setView((last) => (sameView(last, next) ? last : next));
    };
    measure();
    // Scroll events do not bubble, but they are caught on the way down: whatever scrolls.
    document.addEventListener("scroll", measure, { capture: true, passive: true });
    addEventListener("resize", measure);
    return () => {
      document.removeEventListener("scroll", measure, { capture: true });
      removeEventListener("resize", measure);
    };
  }, [body, count]);
  const { topPx, rowPx, heightPx } = view;
  const scrolled = topPx > 0;
  const printing = usePrinting();
  if (count <= wholeMax || printing) return { start: 0, end: count, rowPx, scrolled };
  return { ...windowRows({ count, rowPx, scrollTopPx: topPx, heightPx }), rowPx, scrolled };
}

/** True while the page is put on paper, which shows all there is. */
function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    // The browser takes the page as it is when these are done: it has to be drawn by then.
    const begin = (): void => flushSync(() => setPrinting(true));
    const end = (): void => setPrinting(false);
    addEventListener("beforeprint", begin);
    addEventListener("afterprint", end);
    return () => {
      removeEventListener("beforeprint", begin);
      removeEventListener("afterprint", end);
    };
  }, []);
  return printing;
}

interface View {
  readonly topPx: number;
  readonly rowPx: number;
  readonly heightPx: number;
}

function sameView(left: View, right: View): boolean {
  return (
    left.topPx === right.topPx && left.rowPx === right.rowPx && left.heightPx === right.heightPx
  );
}
