import type { Money } from "../core/money.ts";

/**
 * Every note, with the values that it comes with: see sluice.notes.v1.NoteCode. What clients tell people in their language hangs on
 * them, so one that was released keeps its code and its values.
 */
export const noteValues = {
  words: ["said"],
  no_end_in_time: [],
  other_amount_taken: ["amount", "against"],
  other_amount_returned: ["amount", "against"],
  more_returned_than_left: ["amount", "against"],
  refund_given_up: ["count", "said"],
  other_currency: ["attemptId", "amount", "against"],
  nothing_moved_after_all: ["attemptId"],
  other_amount_moved: ["attemptId", "amount", "against"],
  moved_unsent: ["attemptId", "amount"],
  moved_after_decline: ["attemptId", "amount"],
  moved_after_not_sent: ["attemptId", "amount"],
  breaker_open: [],
  channel_full: [],
  no_connection: [],
  switched_off: [],
  no_channel: [],
  not_configured: [],
  unsafe_failover: [],
  never_seen: [],
  pending: [],
  no_answer: ["said"],
  connection_lost: ["said"],
  channel_error: ["said"],
  bad_answer: ["said"],
  marked_charged: ["by", "said"],
  marked_not_charged: ["by", "said"],
  refunded_as_captured: ["by", "said"],
  hold_ran_out: [],
  gone_back_already: [],
  paid_by_late_money: [],
  order_not_served: [],
  taken_late: [],
  heard_as_answer: ["said"],
  heard_when_asked: ["said"],
  heard_by_callback: ["said"],
  heard_after_end: ["said"],
} as const satisfies Readonly<Record<string, readonly (keyof NoteValues)[]>>;

/** What a note may have in it. */
export interface NoteValues {
  readonly attemptId: string;
  readonly amount: Money;
  /** What the amount stands against. */
  readonly against: Money;
  readonly count: number;
  /** Principal. */
  readonly by: string;
  /** Words of somebody else, at most 500 characters; may be empty. */
  readonly said: string;
}

export type NoteCode = keyof typeof noteValues;

/** The note of a code. */
export type NoteOf<C extends NoteCode> = { readonly code: C } & Pick<
  NoteValues,
  (typeof noteValues)[C][number]
>;

/** What the server says about a payment, an attempt or an event. */
export type Note = { readonly [C in NoteCode]: NoteOf<C> }[NoteCode];

/** A note of what was stored of it: the values of its code, out of all that there may be. */
export function noteWith(code: NoteCode, values: Partial<NoteValues>): Note {
  const names: readonly (keyof NoteValues)[] = noteValues[code];
  const kept = Object.fromEntries(names.map((name) => [name, values[name]]));
  return { code, ...kept } as Note;
}
