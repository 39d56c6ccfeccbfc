import assert from "node:assert/strict";
import { test } from "node:test";
import { NoteCode as WireCode } from "#gen/sluice/notes/v1/note_pb.ts";
import { noteCodeNumbers } from "./note-message.ts";
import { noteText } from "./note-text.ts";
import { noteValues, noteWith } from "./note.ts";
import type { NoteCode } from "./note.ts";

const values = {
  attemptId: "the-attempt",
  amount: { currencyCode: "EUR", minorUnits: 123_450n },
  against: { currencyCode: "JPY", minorUnits: 700n },
  count: 8,
  by: "desk",
  said: "no funds",
};
const shown = {
  attemptId: "the-attempt",
  amount: "1,234.50 EUR",
  against: "700 JPY",
  count: "8",
  by: "desk",
  said: "no funds",
};
const codes = Object.keys(noteValues) as NoteCode[];

test("every note says each of its values in English, amounts with their currency", () => {
  for (const code of codes) {
    const text = noteText(noteWith(code, values));
    assert(text.length > 5, code);
    assert.doesNotMatch(text, /undefined|minor units/, code);
    for (const name of noteValues[code]) assert(text.includes(shown[name]), `${code}: ${text}`);
  }
});

test("words that were not said leave nothing behind", () => {
  for (const code of codes) {
    if (code !== "words")
      assert.match(noteText(noteWith(code, { ...values, said: "" })), /[\w)]$/, code);
  }
});

test("every note has a number of its own on the wire, and every number a note", () => {
  const numbers = new Set<number>(codes.map((code) => noteCodeNumbers[code]));
  assert.equal(numbers.size, codes.length);
  assert.deepEqual(
    new Set<number>([WireCode.UNSPECIFIED, ...numbers]),
    new Set<number>(Object.values(WireCode)),
  );
});
