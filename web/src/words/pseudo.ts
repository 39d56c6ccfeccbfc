import type { WordTree } from "./define-words.ts";

/**
 * Words as a longer language would have them: each vowel twice, with accents, in brackets. A text without brackets was not
 * translated; one without its closing bracket does not fit.
 */
export function pseudoWords<T extends WordTree>(words: T): T {
  const entries = Object.entries(words).map(([name, word]) => [name, pseudo(word)] as const);
  return Object.fromEntries(entries) as unknown as T;
}

function pseudo(word: WordTree[string]): WordTree[string] {
  if (typeof word === "string") return pseudoText(word);
  if (typeof word === "object") return pseudoWords(word);
  return (...values: never[]) => pseudoText(word(...values));
}

/** A text is about 40 % longer; digits, codes in capitals and what stands between them stay readable. */
export function pseudoText(text: string): string {
  if (text === "") return "";
  const plain = text.replaceAll(/[⟦⟧]/g, "");
  return `⟦${plain.replaceAll(/[aeiou]/g, (vowel) => accents[vowel] ?? vowel)}⟧`;
}

const accents: Readonly<Record<string, string>> = { a: "àá", e: "èé", i: "ìí", o: "òó", u: "ùú" };
