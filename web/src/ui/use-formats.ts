import { usePreferences } from "../preferences/use-preferences.ts";
import { localeOf } from "../words/language.ts";
import type { Language } from "../words/language.ts";
import { useLanguage, useWords } from "../words/use-words.ts";
import { makeFormats } from "./formats.ts";
import type { Formats } from "./formats.ts";
import { uiWords } from "./words.ts";
import type { UiWords } from "./words.ts";

/** The formats of the reader's language and time zone. The same object until one of them changes. */
export function useFormats(): Formats {
  const language = useLanguage();
  const { zone } = usePreferences();
  return formatsOf(language, zone, useWords(uiWords));
}

let last: { readonly zone: string; readonly formats: Formats } | undefined;

/** All parts of the page ask for the same ones: making them costs a millisecond, and there is one set at a time. */
function formatsOf(language: Language, zone: string, words: UiWords): Formats {
  if (last?.zone !== zone || last.formats.language !== language) {
    const locale = localeOf(language, navigator.languages);
    last = { zone, formats: makeFormats({ language, locale, zone, words }) };
  }
  return last.formats;
}
