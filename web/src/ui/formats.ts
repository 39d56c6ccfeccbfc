import type { Language } from "../words/language.ts";
import { durationFormats } from "./duration-formats.ts";
import type { DurationFormats } from "./duration-formats.ts";
import { numberFormats } from "./number-formats.ts";
import type { NumberFormats } from "./number-formats.ts";
import { timeFormats } from "./time-formats.ts";
import type { TimeFormats } from "./time-formats.ts";
import type { UiWords } from "./words.ts";

/** Every number, moment and length of time on the page goes through these: in the reader's language and time zone. */
export interface Formats extends NumberFormats, TimeFormats, DurationFormats {
  /** In what language they are, for what has to tell them apart. */
  readonly language: Language;
  /** Names in a row, "A, B, and C". */
  readonly list: (names: readonly string[]) => string;
}

/** The formats for a language, a locale of it, and a zone: "local" or a name of the IANA list. */
export function makeFormats(options: {
  readonly language: Language;
  readonly locale: string;
  readonly zone: string;
  readonly words: UiWords;
}): Formats {
  const { language, locale, zone, words } = options;
  const list = new Intl.ListFormat(locale);
  return {
    ...numberFormats(locale),
    ...timeFormats(locale, zone),
    ...durationFormats(words.time),
    language,
    list: (names) => list.format(names),
  };
}
