import assert from "node:assert/strict";
import { test } from "node:test";
import { keyName } from "./key-name.ts";
import type { KeyPress } from "./key-name.ts";

const plain: KeyPress = {
  key: "",
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
};

const table: readonly (readonly [string, Partial<KeyPress>, boolean, string | undefined])[] = [
  ["a letter", { key: "j" }, false, "j"],
  ["a letter under caps lock", { key: "J" }, false, "j"],
  ["a letter with Shift", { key: "X", shiftKey: true }, false, "Shift+x"],
  ["a sign that needs Shift here", { key: "?", shiftKey: true }, false, "?"],
  ["a sign that does not need it there", { key: "?" }, false, "?"],
  ["the space bar", { key: " " }, false, "Space"],
  ["the space bar with Shift", { key: " ", shiftKey: true }, false, "Shift+Space"],
  ["Enter with Shift", { key: "Enter", shiftKey: true }, false, "Shift+Enter"],
  ["Control elsewhere", { key: "k", ctrlKey: true }, false, "Mod+k"],
  ["Command on a Mac", { key: "k", metaKey: true }, true, "Mod+k"],
  ["Control on a Mac, which edits text", { key: "k", ctrlKey: true }, true, undefined],
  ["the system's key elsewhere", { key: "l", metaKey: true }, false, undefined],
  ["AltGr, which types", { key: "@", ctrlKey: true, altKey: true }, false, undefined],
  ["a modifier alone", { key: "Shift", shiftKey: true }, false, undefined],
  ["a key of an input method", { key: "g", isComposing: true }, false, undefined],
];

for (const [what, press, mac, name] of table) {
  test(`${what} is named ${name ?? "nothing"}`, () => {
    assert.equal(keyName({ ...plain, ...press }, mac), name);
  });
}
