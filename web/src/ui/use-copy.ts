import { useEffect, useState } from "react";
import { copyText } from "./copy-text.ts";

export type CopyState = "idle" | "copied" | "failed";

/** How long the outcome of a copy is told, in ms. */
const toldMs = 2_000;

/** Copies on demand and tells how that went for two seconds, unless the text becomes another one meanwhile. */
export function useCopy(text: string): readonly [state: CopyState, copy: () => void] {
  const [outcome, setOutcome] = useState<{ readonly text: string; readonly state: CopyState }>();
  useEffect(() => {
    if (outcome === undefined) return;
    const timer = setTimeout(() => setOutcome(undefined), toldMs);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = (): void => {
    void copyText(text).then((copied) => setOutcome({ text, state: copied ? "copied" : "failed" }));
  };
  return [outcome?.text === text ? outcome.state : "idle", copy];
}
