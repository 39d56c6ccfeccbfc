import assert from "node:assert/strict";
import { test } from "node:test";
import { languageOf, localeOf } from "./language.ts";

test("a choice stands, and the system's first language of ours is taken otherwise", () => {
  assert.equal(languageOf("en", ["zh-CN"]), "en");
  assert.equal(languageOf("system", ["de-DE", "zh-Hant-TW", "en-US"]), "zh");
  assert.equal(languageOf("system", ["EN-us", "zh"]), "en");
  assert.equal(languageOf("system", ["de", "", "english"]), "en");
  assert.equal(languageOf("system", []), "en");
});

test("English is formatted as its reader writes it, Chinese as in China", () => {
  assert.equal(localeOf("en", ["de-DE", "en-GB", "en-US"]), "en-GB");
  assert.equal(localeOf("en", ["de-DE", "enx"]), "en");
  assert.equal(localeOf("pseudo", ["en-AU"]), "en-AU");
  assert.equal(localeOf("zh", ["zh-TW"]), "zh-CN");
});
