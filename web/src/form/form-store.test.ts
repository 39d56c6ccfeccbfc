import assert from "node:assert/strict";
import { test } from "node:test";
import type { DraftStorage } from "./draft.ts";
import { textSpec } from "./field-spec.ts";
import { readForm } from "./form-state.ts";
import { FormStore } from "./form-store.ts";
import type { FormSending } from "./form-store.ts";

const specs = { name: textSpec({ lengthMax: 9 }) };

/** A form in a tab, with a server that answers what the test says. */
function stage(answers: readonly ("ok" | "UNAVAILABLE" | "ABORTED")[]) {
  const held = new Map<string, string>();
  const storage: DraftStorage = {
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, value),
    removeItem: (key) => void held.delete(key),
  };
  const sent: string[] = [];
  let keyCount = 0;
  const sending: FormSending<typeof specs> = {
    read: (raw) => readForm(raw, specs),
    send: async ({ name }, { idempotencyKey, changed }) => {
      const answer = answers[sent.length];
      sent.push(`${name} ${idempotencyKey} ${changed.join()}`);
      if (answer !== "ok") throw new Error(answer);
    },
    makeKey: () => `k${(keyCount += 1)}`,
    explain: (thrown) => ({
      failure: {
        kind: "refused",
        code: (thrown as Error).message,
        message: "",
        retryAfterMs: undefined,
      },
      told: { byField: {}, rest: [] },
    }),
  };
  const open = () => new FormStore({ formKey: "user", base: { name: "" }, storage });
  return { held, sent, sending, open };
}

test("what is typed is there after a reload, and the form says so", () => {
  const { open } = stage([]);
  const store = open();
  assert.equal(store.restored, false);
  store.set("name", "Ada");
  const again = open();
  assert.equal(again.state().raw["name"], "Ada");
  assert.equal(again.restored, true);
});

test("a success empties the form and leaves no draft", async () => {
  const { open, sending, sent, held } = stage(["ok"]);
  const store = open();
  store.set("name", "Ada");
  assert.equal(await store.submit(sending), true);
  assert.deepEqual(sent, ["Ada k1 name"]);
  assert.equal(store.state().raw["name"], "");
  assert.equal(held.size, 0);
});

test("nothing wrong is sent", async () => {
  const { open, sending, sent } = stage([]);
  assert.equal(await open().submit(sending), false);
  assert.deepEqual(sent, []);
});

test("after a lost answer and a reload the same key goes out again", async () => {
  const { open, sending, sent } = stage(["UNAVAILABLE", "ok"]);
  const store = open();
  store.set("name", "Ada");
  assert.equal(await store.submit(sending), false);
  assert.equal(store.state().raw["name"], "Ada");
  assert.equal(await open().submit(sending), true);
  assert.deepEqual(sent, ["Ada k1 name", "Ada k1 name"]);
});

test("a reload while the request is under way keeps its key too", async () => {
  const { open, sending } = stage([]);
  const store = open();
  store.set("name", "Ada");
  void store.submit({ ...sending, send: () => new Promise(() => {}) });
  assert.equal(open().state().attempt?.idempotencyKey, "k1");
});

test("two presses send once", async () => {
  const { open, sending, sent } = stage(["ok", "ok"]);
  const store = open();
  store.set("name", "Ada");
  await Promise.all([store.submit(sending), store.submit(sending)]);
  assert.equal(sent.length, 1);
});

test("a conflict keeps what was typed, on the values of now", async () => {
  const { open, sending, sent } = stage(["ABORTED", "ok"]);
  const store = open();
  store.set("name", "Ada");
  await store.submit(sending);
  store.rebase({ name: "Bob" });
  assert.equal(store.state().raw["name"], "Ada");
  await store.submit(sending);
  assert.deepEqual(sent, ["Ada k1 name", "Ada k2 name"]);
});

test("a form whose typing was taken back leaves no draft", () => {
  const { open, held } = stage([]);
  const store = open();
  store.set("name", "A");
  store.set("name", "");
  assert.equal(held.size, 0);
});
