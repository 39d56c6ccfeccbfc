import { useEffect, useRef } from "react";
import type { RefObject } from "react";

/**
 * The control that leads from one step to the next goes away with its step, and the focus with it: the heading of the new step
 * takes it then, and is read out. A focus that is elsewhere stays there.
 */
export function useStepFocus(step: string): RefObject<HTMLDivElement | null> {
  const container = useRef<HTMLDivElement>(null);
  const last = useRef(step);
  useEffect(() => {
    if (last.current === step) return;
    last.current = step;
    if (document.activeElement !== null && document.activeElement !== document.body) return;
    container.current?.querySelector<HTMLElement>("h2[tabindex]")?.focus({ preventScroll: true });
  }, [step]);
  return container;
}
