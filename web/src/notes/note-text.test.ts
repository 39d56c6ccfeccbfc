import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { NoteCode, NoteSchema } from "#gen/sluice/notes/v1/note_pb.ts";
import type { Note } from "#gen/sluice/notes/v1/note_pb.ts";
import { enFormats, zhFormats } from "../ui/test-formats.ts";
import { noteText, notesTexts } from "./note-text.ts";
import { noteWords } from "./note-words.ts";
import { zh } from "./note-words.zh.ts";

const attemptId = "019a0000-0000-7000-8000-0000000000dd";

function aNote(code: NoteCode, said = ""): Note {
  const amount = { currencyCode: "EUR", minorUnits: 3_999n };
  const against = { currencyCode: "JPY", minorUnits: 700n };
  return create(NoteSchema, { code, attemptId, amount, against, count: 8n, by: "desk", said });
}

const names = Object.keys(NoteCode) as (keyof typeof NoteCode)[];
const told = names.filter((name) => name !== "UNSPECIFIED");
const english = { words: noteWords.en, formats: enFormats };
const chinese = { words: zh, formats: zhFormats };

test("everything that the server says has words in both languages, and each its own", () => {
  assert(told.length > 30, "the codes are not where they were");
  for (const telling of [english, chinese]) {
    const texts = new Set<string>();
    for (const name of told) {
      const text = noteText(aNote(NoteCode[name], "no funds"), telling);
      assert(text !== undefined && text.includes("no funds"), name);
      assert.doesNotMatch(text, /undefined|object/);
      texts.add(text);
    }
    assert.equal(texts.size, told.length);
  }
});

test("amounts are told with their currency, and the attempt is named where it is not above", () => {
  const note = aNote(NoteCode.OTHER_AMOUNT_MOVED);
  const text = "The channel says that 39.99\u00a0EUR have moved, after it had said 700\u00a0JPY";
  assert.equal(noteText(note, english), `Attempt 019a…00dd: ${text}`);
  assert.equal(noteText(note, { ...english, below: attemptId }), text);
  const inChinese = "渠道现在称金额为 39.99\u00a0EUR，先前称 700\u00a0JPY";
  assert.equal(noteText(note, { ...chinese, below: attemptId }), inChinese);
});

test("a note that this page does not know leaves all of it to the server's words", () => {
  const [known, unknown] = [aNote(NoteCode.PENDING), aNote(9_999 as NoteCode)];
  assert.equal(noteText(unknown, english), undefined);
  assert.equal(notesTexts([known, unknown], english), undefined);
  assert.equal(notesTexts([], english), undefined);
  assert.equal(notesTexts([known, known], english)?.length, 2);
});
