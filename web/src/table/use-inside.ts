import { useState } from "react";
import type { FocusEvent } from "react";

/** Follows whether the focus is in an element, for the events of that element. `onKey` hears in which row it is. */
export function useInside(): readonly [
  inside: boolean,
  events: (onKey: (key: string) => void) => {
    readonly onFocus: (event: FocusEvent) => void;
    readonly onBlur: (event: FocusEvent) => void;
  },
] {
  const [inside, setInside] = useState(false);
  const events = (onKey: (key: string) => void) => ({
    onFocus: ({ target }: FocusEvent): void => {
      setInside(true);
      const key = target.closest<HTMLElement>("[data-key]")?.dataset["key"];
      if (key !== undefined) onKey(key);
    },
    onBlur: ({ relatedTarget, currentTarget }: FocusEvent): void => {
      const stays = relatedTarget instanceof Node && currentTarget.contains(relatedTarget);
      if (!stays) setInside(false);
    },
  });
  return [inside, events];
}
