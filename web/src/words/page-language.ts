import { preferences } from "../preferences/browser-preferences.ts";
import { nounWatch, nouns } from "./define-words.ts";
import { languageOf } from "./language.ts";
import type { Language } from "./language.ts";
import { LanguageStore } from "./language-store.ts";

/** In what this page is shown. */
export const pageLanguage = new LanguageStore({
  nouns,
  apply: (language) => {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  },
});

/** Shows what was chosen, and follows the choice from now on. Settles when the page may be drawn. */
export async function startLanguage(): Promise<void> {
  // A page part that comes later begins to load its words with its code.
  nounWatch.onNoun = (words) => void words.load(pageLanguage.shown()).catch(() => {});
  preferences.subscribe(() => void pageLanguage.show(wantedLanguage()).catch(() => {}));
  addEventListener(
    "languagechange",
    () => void pageLanguage.show(wantedLanguage()).catch(() => {}),
  );
  // Without its words the page is better in English than not at all.
  await pageLanguage.show(wantedLanguage()).catch(() => {});
}

/** The pseudo-language is asked for in the address only, and lasts as long as the page. */
const isPseudo = new URLSearchParams(location.search).get("locale") === "pseudo";

function wantedLanguage(): Language {
  return isPseudo ? "pseudo" : languageOf(preferences.state().language, navigator.languages);
}
