import { useEffect, useRef } from "react";
import type { RefObject } from "react";

/** A form that opens has the focus in its first field; when it closes, what had the focus before gets it back. */
export function useFirstFocus(
  element: RefObject<HTMLElement | null>,
  open: string | undefined,
): void {
  const before = useRef<Element>(null);
  useEffect(() => {
    if (open === undefined) return;
    before.current = document.activeElement;
    // A page that was just opened takes the focus first.
    const timer = setTimeout(() => {
      element.current?.querySelector<HTMLElement>("input, textarea, select")?.focus();
    });
    return () => {
      clearTimeout(timer);
      const back = before.current?.isConnected
        ? before.current
        : document.querySelector("#content");
      if (back instanceof HTMLElement) back.focus({ preventScroll: true });
    };
  }, [element, open]);
}
