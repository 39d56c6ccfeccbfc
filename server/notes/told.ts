import { shortened } from "../core/shortened.ts";
import type { Note } from "./note.ts";
import { noteText } from "./note-text.ts";

/** What people are told: a text, and where it is the server's own a note that says the same. */
export interface Told {
  /** English, or what somebody else said as it was said; may be empty. */
  readonly text: string;
  readonly note: Note | undefined;
}

export const nothingTold: Told = { text: "", note: undefined };

/** Why something happens: the words that somebody gave for it, or what the server has to say. */
export type Cause = string | Told;

/** A cause with its note, where it has one. */
export function toldBy(cause: Cause): Told {
  return typeof cause === "string" ? { text: cause, note: undefined } : cause;
}

/** Tells a note. */
export function tell(note: Note, textMaxLength: number): Told {
  return { text: shortened(noteText(note), textMaxLength), note };
}

/** Tells what somebody else said. */
export function quote(text: string, textMaxLength: number): Told {
  return { text: shortened(text, textMaxLength), note: undefined };
}
