import { NoteCode } from "#gen/sluice/notes/v1/note_pb.ts";
import type { Note } from "#gen/sluice/notes/v1/note_pb.ts";
import type { Money } from "#gen/sluice/money/v1/money_pb.ts";
import type { Formats } from "../ui/formats.ts";
import { shortId } from "../ui/short-id.ts";
import type { NoteWords } from "./note-words.ts";

/** How notes are told: in which words, with which formats, and below which attempt, which need not be named then. */
export interface NoteTelling {
  readonly words: NoteWords;
  readonly formats: Formats;
  readonly below?: string | undefined;
}

/** What a note says, in the reader's language; undefined for one that this page does not know. */
export function noteText(note: Note, { words, formats, below }: NoteTelling): string | undefined {
  const { attemptId, said } = note;
  if (note.code === NoteCode.WORDS) return said;
  const tell = textOf(note.code, words);
  if (tell === undefined) return undefined;
  const text = tell({
    amount: amountText(note.amount, formats),
    against: amountText(note.against, formats),
    count: formats.counted(note.count),
    by: note.by,
  });
  const whole = said === "" ? text : words.said(text, said);
  return attemptId === "" || attemptId === below ? whole : words.about(shortId(attemptId), whole);
}

/** What several notes say; undefined when one of them is not known here, for then it would be missing. */
export function notesTexts(
  notes: readonly Note[],
  telling: NoteTelling,
): readonly string[] | undefined {
  const texts = notes.map((note) => noteText(note, telling));
  const known = texts.filter((text) => text !== undefined);
  return known.length === notes.length && known.length > 0 ? known : undefined;
}

function textOf(code: NoteCode, { texts }: NoteWords) {
  const names = Object.keys(texts) as (keyof typeof texts)[];
  const name = names.find((each) => NoteCode[each] === code);
  return name && texts[name];
}

function amountText(amount: Money | undefined, formats: Formats): string {
  return amount === undefined ? "" : `${formats.money(amount)}\u00a0${amount.currencyCode}`;
}
