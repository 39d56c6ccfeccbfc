import { makeFormats } from "./formats.ts";
import { uiWords } from "./words.ts";
import { zh } from "./words.zh.ts";

/** Formats for tests: British English, and Chinese, both in UTC. */
export const enFormats = makeFormats({
  language: "en",
  locale: "en-GB",
  zone: "UTC",
  words: uiWords.en,
});
export const zhFormats = makeFormats({ language: "zh", locale: "zh-CN", zone: "UTC", words: zh });
