import { useCallback, useEffect, useRef, useState } from "react";

/** What somebody does with a list: how far they scrolled, how much they see, and whether the focus is in a row. */
export interface Reader {
  readonly ref: React.RefObject<HTMLTableSectionElement | null>;
  readonly scrollTopPx: number;
  readonly heightPx: number;
  readonly focused: boolean;
  /** Brings the list back to its top with the focus on the list: on the control that was used it would be lost. */
  readonly toTop: () => void;
}

/** Follows how a list that scrolls by itself is read. */
export function useReader(): Reader {
  const ref = useRef<HTMLTableSectionElement>(null);
  const [scrollTopPx, setScrollTopPx] = useState(0);
  const [heightPx, setHeightPx] = useState(0);
  const [focused, setFocused] = useState(false);
  useEffect(() => {
    const list = ref.current;
    if (list === null) return;
    const onScroll = (): void => setScrollTopPx(list.scrollTop);
    const onFocus = (event: FocusEvent): void => setFocused(event.target !== list);
    const onBlur = ({ relatedTarget }: FocusEvent): void => {
      if (!(relatedTarget instanceof Node) || !list.contains(relatedTarget)) setFocused(false);
    };
    const resized = new ResizeObserver(() => setHeightPx(list.clientHeight));
    resized.observe(list);
    list.addEventListener("scroll", onScroll, { passive: true });
    list.addEventListener("focusin", onFocus);
    list.addEventListener("focusout", onBlur);
    return () => {
      resized.disconnect();
      list.removeEventListener("scroll", onScroll);
      list.removeEventListener("focusin", onFocus);
      list.removeEventListener("focusout", onBlur);
    };
  }, []);
  const toTop = useCallback((): void => {
    ref.current?.focus({ preventScroll: true });
    ref.current?.scrollTo({ top: 0 });
    setScrollTopPx(0);
    setFocused(false);
  }, []);
  return { ref, scrollTopPx, heightPx, focused, toTop };
}
