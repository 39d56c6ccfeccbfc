import assert from "node:assert/strict";
import { test } from "node:test";
import { dropDraft, keepDraft, readDraft } from "./draft.ts";
import type { DraftStorage } from "./draft.ts";

function memory(): DraftStorage & { readonly held: Map<string, string> } {
  const held = new Map<string, string>();
  return {
    held,
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, value),
    removeItem: (key) => void held.delete(key),
  };
}

const draft = {
  base: { name: "" },
  raw: { name: "Ada" },
  attempt: { idempotencyKey: "k", sent: { name: "Ada" } },
};

test("a draft comes back as it was kept, and is gone once dropped", () => {
  const storage = memory();
  assert.equal(readDraft(storage, "user"), undefined);
  keepDraft(storage, "user", draft);
  assert.deepEqual(readDraft(storage, "user"), draft);
  assert.equal(readDraft(storage, "item"), undefined);
  dropDraft(storage, "user");
  assert.equal(readDraft(storage, "user"), undefined);
});

test("what is there and is no draft is none", () => {
  for (const text of ["{", "[]", "7", `{"base":{},"raw":{"a":1}}`, `{"raw":{}}`]) {
    const storage = memory();
    storage.held.set("sluice.draft.user", text);
    assert.equal(readDraft(storage, "user"), undefined, text);
  }
});

function fail(): never {
  throw new DOMException("no room", "QuotaExceededError");
}

test("a storage that is full or switched off costs nothing but the draft", () => {
  const storage = { getItem: fail, setItem: fail, removeItem: fail };
  keepDraft(storage, "user", draft);
  dropDraft(storage, "user");
  assert.equal(readDraft(storage, "user"), undefined);
});
