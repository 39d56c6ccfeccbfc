import { useMemo } from "react";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import type { FilterTeller } from "./filter-text.ts";
import { statusOf } from "./list-request.ts";
import { listWords } from "./list-words.ts";
import { orderMark } from "./order-status.ts";
import { statusWords } from "./status-words.ts";

/** Tells filters in the reader's language and zone. */
export function useFilterTeller(nowMs: number): FilterTeller {
  const words = useWords(listWords);
  const formats = useFormats();
  const states = useWords(statusWords);
  return useMemo(
    () => ({
      words,
      formats,
      nowMs,
      statusWord: (status) => orderMark(statusOf[status], states).word,
    }),
    [words, formats, nowMs, states],
  );
}
