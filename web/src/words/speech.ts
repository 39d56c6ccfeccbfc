import type { Formats } from "../ui/formats.ts";

/** What a function that writes texts needs: the words of its noun, and how numbers and times are written. */
export interface Speech<T> {
  readonly words: T;
  readonly formats: Formats;
}
