import assert from "node:assert/strict";
import { test } from "node:test";
import { Words } from "./define-words.ts";
import type { WordTree } from "./define-words.ts";
import type { Language } from "./language.ts";
import { LanguageStore } from "./language-store.ts";

const en = { hello: "Hello" };
const zh = { hello: "你好" };

function makeStore(nouns: readonly Words<WordTree>[]) {
  const applied: Language[] = [];
  const set = new Set(nouns);
  const store = new LanguageStore({ nouns: set, apply: (language) => applied.push(language) });
  return { store, applied, set };
}

test("a language shows once the words of every noun are there", async () => {
  const gate = Promise.withResolvers<{ zh: typeof zh }>();
  const slow = new Words("slow", { en, zh: () => gate.promise });
  const quick = new Words("quick", { en, zh: async () => ({ zh }) });
  const { store, applied } = makeStore([slow, quick]);
  const shown = store.show("zh");
  await quick.load("zh");
  assert.equal(store.shown(), "en");
  gate.resolve({ zh });
  await shown;
  assert.deepEqual([store.shown(), applied, slow.known("zh")], ["zh", ["zh"], zh]);
});

test("a noun that comes while others load is waited for too", async () => {
  const late = new Words("late", { en, zh: async () => ({ zh }) });
  const first = new Words("first", {
    en,
    zh: async () => {
      set.add(late);
      return { zh };
    },
  });
  const { store, set } = makeStore([first]);
  await store.show("zh");
  assert.equal(late.known("zh"), zh);
});

test("words that cannot be loaded leave the page as it is, and are asked for again", async () => {
  let failures = 1;
  const words = new Words("torn", {
    en,
    zh: async () => {
      if (failures-- > 0) throw new Error("no answer");
      return { zh };
    },
  });
  const { store, applied } = makeStore([words]);
  await assert.rejects(store.show("zh"), /no answer/);
  assert.deepEqual([store.shown(), applied, store.failed()], ["en", [], true]);
  await store.show("zh");
  assert.deepEqual([store.shown(), store.failed()], ["zh", false]);
});

test("a part that comes later and whose words cannot be loaded is shown in English", async () => {
  const { store, set } = makeStore([]);
  await store.show("zh");
  const words = new Words("torn", { en, zh: () => Promise.reject(new Error("no answer")) });
  set.add(words);
  await store.ready();
  assert.equal(words.known("zh"), en);
});

test("the last choice stands when one was made while another was loading", async () => {
  const gate = Promise.withResolvers<{ zh: typeof zh }>();
  const { store } = makeStore([new Words("slow", { en, zh: () => gate.promise })]);
  const chinese = store.show("zh");
  await store.show("en");
  gate.resolve({ zh });
  await chinese;
  assert.equal(store.shown(), "en");
});

test("the pseudo-language is made of the English words", async () => {
  const words = new Words("any", { en, zh: async () => ({ zh }) });
  assert.equal((await words.load("pseudo")).hello, "⟦Hèéllòó⟧");
});
