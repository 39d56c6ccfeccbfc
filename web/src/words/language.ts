/** In what the page is written. "pseudo" is for those who work on it: English made longer and strange, so that what does not fit shows. */
export type Language = "en" | "zh" | "pseudo";

/** The language for a choice: what the system prefers among ours when it is left to it, else English. */
export function languageOf(
  chosen: "en" | "zh" | "system",
  systemLanguages: readonly string[],
): "en" | "zh" {
  if (chosen !== "system") return chosen;
  for (const tag of systemLanguages) {
    const [primary = ""] = tag.toLowerCase().split("-");
    if (primary === "en" || primary === "zh") return primary;
  }
  return "en";
}

/** The tag for numbers and times in a language: the reader's own English where there is one. */
export function localeOf(language: Language, systemLanguages: readonly string[]): string {
  if (language === "zh") return "zh-CN";
  return systemLanguages.find((tag) => /^en\b/i.test(tag)) ?? "en";
}
