import assert from "node:assert/strict";
import { test } from "node:test";
import { ToastStore } from "./toast-store.ts";

/** Messages on a clock that the test moves. */
function stage() {
  let nowMs = 0;
  const due = new Map<() => void, number>();
  const store = new ToastStore((callback, delayMs) => {
    due.set(callback, nowMs + delayMs);
    return () => due.delete(callback);
  });
  const pass = (ms: number): void => {
    nowMs += ms;
    for (const [callback, atMs] of due) if (atMs <= nowMs && due.delete(callback)) callback();
  };
  return { store, pass, texts: () => store.toasts().map(({ text }) => text), due };
}

test("a message goes after a while, later when it offers something", () => {
  const { store, pass, texts } = stage();
  store.show({ text: "saved" });
  store.show({ text: "cancelled", action: { label: "Undo", run: () => {} } });
  pass(6_000);
  assert.deepEqual(texts(), ["cancelled"]);
  pass(6_000);
  assert.deepEqual(texts(), []);
});

test("what went wrong stays until it is dismissed", () => {
  const { store, pass, texts } = stage();
  const id = store.show({ text: "refused", tone: "danger" });
  pass(1_000_000);
  assert.deepEqual(texts(), ["refused"]);
  store.dismiss(id);
  assert.deepEqual(texts(), []);
});

test("none goes while somebody is at them, and each has its whole time after that", () => {
  const { store, pass, texts } = stage();
  store.show({ text: "saved" });
  pass(5_000);
  store.pause();
  store.show({ text: "second" });
  pass(1_000_000);
  assert.deepEqual(texts(), ["saved", "second"]);
  store.resume();
  pass(5_999);
  assert.deepEqual(texts(), ["saved", "second"]);
  pass(1);
  assert.deepEqual(texts(), []);
});

test("the oldest makes room, and leaves no timer behind", () => {
  const { store, texts, due } = stage();
  for (const text of ["1", "2", "3", "4", "5"]) store.show({ text });
  assert.deepEqual(texts(), ["2", "3", "4", "5"]);
  assert.equal(due.size, 4);
});

test("what it offers is done once, and takes the message away", () => {
  const { store, texts, due } = stage();
  let undone = 0;
  store.show({ text: "cancelled", action: { label: "Undo", run: () => (undone += 1) } });
  const [toast] = store.toasts();
  assert(toast);
  store.act(toast);
  assert.equal(undone, 1);
  assert.deepEqual(texts(), []);
  assert.equal(due.size, 0);
});
