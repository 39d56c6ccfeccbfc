import { useCallback, useEffect, useRef } from "react";

/** A function that stays the same and answers a value as it was drawn last: for what is asked for later, when something is pressed. */
export function useLatest<T>(value: T): () => T {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  return useCallback(() => latest.current, []);
}
