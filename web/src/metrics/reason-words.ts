import type { MetricsWords } from "./words.ts";

/** The reason of a refusal in words. One that is newer than this page is told as it is written. */
export function reasonWords(reason: string, words: MetricsWords): string {
  const known: Readonly<Record<string, string>> = words.reasons;
  return known[reason] ?? (reason.toLowerCase().replaceAll("_", " ") || words.noReason);
}
