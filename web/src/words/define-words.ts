import type { Language } from "./language.ts";

/** Words of a noun: texts, and functions that put numbers and names into texts, in groups. */
export interface WordTree {
  readonly [name: string]: string | ((...values: never[]) => string) | WordTree;
}

/** Where the words of a noun come from: English with the code that shows it, Chinese when it is asked for. */
export interface WordSources<T> {
  readonly en: T;
  readonly zh: () => Promise<{ readonly zh: T }>;
}

/** The words of one noun in every language. */
export class Words<T extends WordTree> {
  readonly noun: string;
  readonly en: T;
  readonly #sources: WordSources<T>;
  readonly #loaded = new Map<Language, T>();
  readonly #loads = new Map<Language, Promise<T>>();

  constructor(noun: string, sources: WordSources<T>) {
    this.noun = noun;
    this.en = sources.en;
    this.#sources = sources;
    this.#loaded.set("en", sources.en);
  }

  /** The words in a language when they are here. */
  known(language: Language): T | undefined {
    return this.#loaded.get(language);
  }

  /** Loads the words in a language, once. Rejects when they cannot be loaded; then the next call tries again. */
  load(language: Language): Promise<T> {
    const known = this.#loads.get(language);
    if (known !== undefined) return known;
    const load = this.#read(language).then((words) => {
      this.#loaded.set(language, words);
      return words;
    });
    this.#loads.set(language, load);
    load.catch(() => this.#loads.delete(language));
    return load;
  }

  /** English stands in, as long as the page is open, for words that could not be loaded. */
  giveUp(language: Language): T {
    this.#loaded.set(language, this.en);
    return this.en;
  }

  async #read(language: Language): Promise<T> {
    if (language === "en") return this.en;
    if (language === "zh") return (await this.#sources.zh()).zh;
    const { pseudoWords } = await import("./pseudo.ts");
    return pseudoWords(this.en);
  }
}

/** Every noun whose code was loaded. */
export const nouns = new Set<Words<WordTree>>();

/** Told of each noun that comes later; set by whoever shows a language. */
export const nounWatch: { onNoun: (words: Words<WordTree>) => void } = { onNoun: () => {} };

/** Names the words of a noun; call it once for each, beside its code. */
export function defineWords<T extends WordTree>(noun: string, sources: WordSources<T>): Words<T> {
  const words = new Words(noun, sources);
  nouns.add(words);
  nounWatch.onNoun(words);
  return words;
}
