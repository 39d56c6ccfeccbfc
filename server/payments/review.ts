import { shortened } from "../core/shortened.ts";
import { noteText } from "../notes/note-text.ts";
import type { Note } from "../notes/note.ts";
import { reasonMaxLength } from "../orders/order.ts";
import { reviewNotesMax } from "./payment.ts";
import type { Payment, Review } from "./payment.ts";

/** Why a payment is in review whose attempt has had no end in time. The review ends by itself with the attempt. */
export const unresolved: Note = { code: "no_end_in_time" };
const unresolvedReason = noteText(unresolved);

/** The review after one more note; what it was about before stays. */
export function reviewFor({ review }: Payment, note: Note, nowMs: number): Review {
  if (review === undefined || isUnresolved(review)) {
    return { notes: [note], reason: reasonOf(noteText(note)), sinceMs: nowMs };
  }
  const { reason, sinceMs } = review;
  const text = noteText(note);
  const before = notesOf(review);
  if (reason.includes(text) || before.some((each) => noteText(each) === text)) return review;
  if (before.length === reviewNotesMax) return review;
  return { notes: [...before, note], reason: reasonOf(`${reason}; ${text}`), sinceMs };
}

/** The review once the attempt it may have been about has an end. */
export function reviewResolved({ review }: Payment): Review | undefined {
  return review && isUnresolved(review) ? undefined : review;
}

/** By its words: a review from before there were notes has no other. */
function isUnresolved({ reason }: Review): boolean {
  return reason === unresolvedReason;
}

/** The notes of a review; of one that has none its words, so that they stay when a note is added. */
function notesOf({ notes, reason }: Review): readonly Note[] {
  return notes.length > 0 ? notes : [{ code: "words", said: reason }];
}

function reasonOf(text: string): string {
  return shortened(text, reasonMaxLength);
}
