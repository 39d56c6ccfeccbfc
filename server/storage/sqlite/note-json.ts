import type { Money } from "../../core/money.ts";
import { noteWith } from "../../notes/note.ts";
import type { Note, NoteCode, NoteValues } from "../../notes/note.ts";

/** A note as JSON has it: an amount that a channel named may be any int64, so its digits are text. */
export type StoredNote = Partial<Omit<NoteValues, "amount" | "against">> & {
  readonly code: NoteCode;
  readonly amount?: StoredMoney;
  readonly against?: StoredMoney;
};

interface StoredMoney {
  readonly currencyCode: string;
  readonly minorUnits: string;
}

/** A note as it is stored. */
export function storedNote(note: Note): StoredNote {
  const { amount, against, ...values }: Partial<NoteValues> & { readonly code: NoteCode } = note;
  return {
    ...values,
    ...(amount && { amount: storedMoney(amount) }),
    ...(against && { against: storedMoney(against) }),
  };
}

/** The note that was stored. */
export function noteOfStored({ code, amount, against, ...values }: StoredNote): Note {
  return noteWith(code, {
    ...values,
    ...(amount && { amount: moneyOf(amount) }),
    ...(against && { against: moneyOf(against) }),
  });
}

function storedMoney({ currencyCode, minorUnits }: Money): StoredMoney {
  return { currencyCode, minorUnits: String(minorUnits) };
}

function moneyOf({ currencyCode, minorUnits }: StoredMoney): Money {
  return { currencyCode, minorUnits: BigInt(minorUnits) };
}
