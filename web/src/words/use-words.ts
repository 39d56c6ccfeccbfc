import { use, useSyncExternalStore } from "react";
import type { WordTree, Words } from "./define-words.ts";
import type { Language } from "./language.ts";
import { pageLanguage } from "./page-language.ts";

/** The words of a noun in the language of the page. Where they are still to come the part waits at its Suspense: no other language shows. */
export function useWords<T extends WordTree>(words: Words<T>): T {
  const language = useLanguage();
  return words.known(language) ?? use(loadOrEnglish(words, language));
}

/** The language that is shown, now and whenever it changes. */
export function useLanguage(): Language {
  return useSyncExternalStore(pageLanguage.subscribe, pageLanguage.shown);
}

const waits = new WeakMap<Promise<unknown>, Promise<unknown>>();

/** The same promise at every call, as React asks for: one that follows a load is kept with it. */
function loadOrEnglish<T extends WordTree>(words: Words<T>, language: Language): Promise<T> {
  const load = words.load(language);
  const known = waits.get(load) as Promise<T> | undefined;
  const wait = known ?? load.catch(() => words.giveUp(language));
  waits.set(load, wait);
  return wait;
}
