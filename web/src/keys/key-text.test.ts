import assert from "node:assert/strict";
import { test } from "node:test";
import { keyCaps, keyText } from "./key-text.ts";

test("keys are shown as they are printed on the keyboard", () => {
  assert.deepEqual(keyCaps("Mod+k", false), [["Ctrl", "K"]]);
  assert.deepEqual(keyCaps("Mod+k", true), [["⌘", "K"]]);
  assert.deepEqual(keyCaps("g o", false), [["G"], ["O"]]);
  assert.deepEqual(keyCaps("Shift+x", false), [["Shift", "X"]]);
  assert.deepEqual(keyCaps("?", false), [["?"]]);
  assert.equal(keyText("Escape", false), "Esc");
  assert.equal(keyText("Mod+Shift+ArrowUp", false), "Ctrl+Shift+↑");
});
