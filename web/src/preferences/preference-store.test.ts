import assert from "node:assert/strict";
import { test } from "node:test";
import { PreferenceStore } from "./preference-store.ts";
import { preferencesKey } from "./preferences.ts";
import type { Preferences } from "./preferences.ts";

function makeStore(stored: Map<string, string> | undefined) {
  const applied: Preferences[] = [];
  const store = new PreferenceStore({
    storage: () => {
      if (stored === undefined) throw new Error("storage is switched off");
      return {
        getItem: (key) => stored.get(key) ?? null,
        setItem: (key, value) => void stored.set(key, value),
        removeItem: (key) => void stored.delete(key),
      };
    },
    apply: (preferences) => applied.push(preferences),
  });
  return { store, applied };
}

test("what is chosen is shown, told, and there at the next visit", () => {
  const stored = new Map<string, string>();
  const { store, applied } = makeStore(stored);
  let toldCount = 0;
  store.subscribe(() => (toldCount += 1));
  store.choose({ theme: "dark" });
  store.choose({ density: "dense" });
  assert.deepEqual(
    [applied.at(-1)?.theme, applied.at(-1)?.density, toldCount],
    ["dark", "dense", 2],
  );
  assert.equal(makeStore(stored).applied[0]?.theme, "dark");
  store.choose({ theme: "system", density: "comfortable" });
  assert.equal(stored.size, 0);
});

test("without storage a choice lasts as long as the page", () => {
  const { store } = makeStore(undefined);
  store.choose({ language: "zh" });
  assert.equal(store.state().language, "zh");
});

test("a choice of another tab is taken over", () => {
  const stored = new Map<string, string>();
  const { store } = makeStore(stored);
  stored.set(preferencesKey, '{"zone":"UTC"}');
  store.reread();
  assert.equal(store.state().zone, "UTC");
});
