import { useEffect, useState } from "react";

/**
 * A value that changes at most every `everyMs`; the last one always comes. For numbers that people read. When `urgent` is another than
 * before, the value shows at once.
 */
export function useAtMost<T>(value: T, everyMs: number, urgent = 0): T {
  const [shown, setShown] = useState({ value, atMs: 0, urgent });
  if (shown.urgent !== urgent) setShown({ ...shown, value, urgent });
  useEffect(() => {
    if (shown.value === value) return;
    const show = (): void => setShown({ value, atMs: performance.now(), urgent });
    const waitMs = shown.atMs + everyMs - performance.now();
    // At once when the last change is long past.
    const timer = setTimeout(show, Math.max(0, waitMs));
    return () => clearTimeout(timer);
  }, [value, shown, everyMs, urgent]);
  return shown.value;
}
