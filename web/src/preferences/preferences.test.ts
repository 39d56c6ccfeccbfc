import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultPreferences, isZone, readPreferences, writePreferences } from "./preferences.ts";

test("what is stored is read back, and only what was chosen is stored", () => {
  const chosen = { ...defaultPreferences, language: "zh", zone: "Asia/Shanghai" } as const;
  const text = writePreferences(chosen);
  assert.equal(text, '{"language":"zh","zone":"Asia/Shanghai"}');
  assert.deepEqual(readPreferences(text), chosen);
  assert.equal(writePreferences(defaultPreferences), null);
});

test("a stored text that is damaged, too long or of another shape counts as nothing", () => {
  const damaged = [
    null,
    "",
    "{",
    "null",
    "7",
    '"dark"',
    "[1]",
    `{"theme":"dark"${" ".repeat(2_000)}}`,
  ];
  for (const text of damaged)
    assert.deepEqual(readPreferences(text), defaultPreferences, text ?? "");
});

test("one wrong field does not take the others with it", () => {
  const text = '{"theme":"dark","language":"xx","zone":"Mars/Base","density":3,"other":{}}';
  assert.deepEqual(readPreferences(text), { ...defaultPreferences, theme: "dark" });
});

test("zones are local, UTC and those of the IANA list", () => {
  const zones = ["local", "UTC", "Europe/Berlin", "Mars/Base", "", "local time"];
  assert.deepEqual(zones.map(isZone), [true, true, true, false, false, false]);
});
