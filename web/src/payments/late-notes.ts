import { NoteCode } from "#gen/sluice/notes/v1/note_pb.ts";
import type { Note } from "#gen/sluice/notes/v1/note_pb.ts";
import type { Attempt } from "#gen/sluice/payments/v1/payment_pb.ts";

/** The notes without those that LateMoney tells: that money moved after the end of an attempt, and where it is now. */
export function withoutLate(notes: readonly Note[], attempts: readonly Attempt[]): readonly Note[] {
  return notes.filter((note) => !attempts.some((attempt) => tellsLate(attempt, note)));
}

/** Another amount, said later, is told by its note alone. */
function tellsLate({ attemptId, lateAmount }: Attempt, note: Note): boolean {
  const isLate =
    note.code === NoteCode.MOVED_AFTER_DECLINE || note.code === NoteCode.MOVED_AFTER_NOT_SENT;
  const isOfIt = note.attemptId === attemptId;
  return isLate && isOfIt && lateAmount?.minorUnits === note.amount?.minorUnits;
}
