import { useMemo } from "react";
import type { WordTree, Words } from "../words/define-words.ts";
import type { Speech } from "../words/speech.ts";
import { useWords } from "../words/use-words.ts";
import { useFormats } from "./use-formats.ts";

/** The words of a noun together with the formats, for functions that write texts. The same object until one of them changes. */
export function useSpeech<T extends WordTree>(wordsOfNoun: Words<T>): Speech<T> {
  const words = useWords(wordsOfNoun);
  const formats = useFormats();
  return useMemo(() => ({ words, formats }), [words, formats]);
}
