import { useEffect, useState } from "react";

/** A value that changes at most every `everyMs`; the last one always comes. */
export function useAtMost<T>(value: T, everyMs: number): T {
  const [shown, setShown] = useState({ value, atMs: 0 });
  useEffect(() => {
    if (shown.value === value) return;
    const show = (): void => setShown({ value, atMs: performance.now() });
    const waitMs = shown.atMs + everyMs - performance.now();
    // At once when the last change is long past.
    const timer = setTimeout(show, Math.max(0, waitMs));
    return () => clearTimeout(timer);
  }, [value, shown, everyMs]);
  return shown.value;
}
