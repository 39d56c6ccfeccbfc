import type { WordTree, Words } from "./define-words.ts";
import type { Language } from "./language.ts";

export interface LanguageStoreOptions {
  readonly nouns: ReadonlySet<Words<WordTree>>;
  /** Tells the page its language, before it is shown in it. */
  readonly apply: (language: Language) => void;
}

/** In what the page is shown: a language is, once all words that are on the page have come. A store for `useSyncExternalStore`. */
export class LanguageStore {
  readonly #options: LanguageStoreOptions;
  readonly #listeners = new Set<() => void>();
  #shown: Language = "en";
  #wanted: Language = "en";
  #failed = false;

  constructor(options: LanguageStoreOptions) {
    this.#options = options;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly shown = (): Language => this.#shown;

  /** True when the words of the last choice could not be loaded: the page is in an earlier one. */
  readonly failed = (): boolean => this.#failed;

  /** Shows the page in a language. Rejects when its words cannot be loaded; the page stays as it is. */
  async show(language: Language): Promise<void> {
    this.#wanted = language;
    try {
      await this.#loadAll(language);
    } catch (error) {
      if (this.#wanted === language) this.#settle(true);
      throw error;
    }
    // Somebody chose another one meanwhile.
    if (this.#wanted !== language) return;
    if (this.#shown !== language) this.#options.apply(language);
    this.#shown = language;
    this.#settle(false);
  }

  /** The words of all nouns that are here, in the language that is shown; English for those that cannot be loaded. */
  async ready(): Promise<void> {
    const language = this.#shown;
    const load = async (words: Words<WordTree>): Promise<void> => {
      await words.load(language).catch(() => words.giveUp(language));
    };
    await Promise.all(this.#missing(language).map(load));
  }

  #settle(failed: boolean): void {
    this.#failed = failed;
    for (const listener of this.#listeners) listener();
  }

  /** Nouns may come while others are on their way. */
  async #loadAll(language: Language): Promise<void> {
    for (let missing = this.#missing(language); missing.length > 0;) {
      await Promise.all(missing.map((words) => words.load(language)));
      missing = this.#missing(language);
    }
  }

  #missing(language: Language): readonly Words<WordTree>[] {
    return [...this.#options.nouns].filter((words) => words.known(language) === undefined);
  }
}
