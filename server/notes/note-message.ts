import { NoteCode as WireCode } from "#gen/sluice/notes/v1/note_pb.ts";
import type { Note as NoteMessage } from "#gen/sluice/notes/v1/note_pb.ts";
import type { Money as MoneyMessage } from "#gen/sluice/money/v1/money_pb.ts";
import { present } from "../core/assert.ts";
import type { Money } from "../core/money.ts";
import { inverse, moneyMessage } from "../orders/order-message.ts";
import { noteWith } from "./note.ts";
import type { Note, NoteCode } from "./note.ts";
import type { Told } from "./told.ts";

/** The number that each note has on the wire. */
export const noteCodeNumbers = {
  words: WireCode.WORDS,
  no_end_in_time: WireCode.NO_END_IN_TIME,
  other_amount_taken: WireCode.OTHER_AMOUNT_TAKEN,
  other_amount_returned: WireCode.OTHER_AMOUNT_RETURNED,
  more_returned_than_left: WireCode.MORE_RETURNED_THAN_LEFT,
  refund_given_up: WireCode.REFUND_GIVEN_UP,
  other_currency: WireCode.OTHER_CURRENCY,
  nothing_moved_after_all: WireCode.NOTHING_MOVED_AFTER_ALL,
  other_amount_moved: WireCode.OTHER_AMOUNT_MOVED,
  moved_unsent: WireCode.MOVED_UNSENT,
  moved_after_decline: WireCode.MOVED_AFTER_DECLINE,
  moved_after_not_sent: WireCode.MOVED_AFTER_NOT_SENT,
  breaker_open: WireCode.BREAKER_OPEN,
  channel_full: WireCode.CHANNEL_FULL,
  no_connection: WireCode.NO_CONNECTION,
  switched_off: WireCode.SWITCHED_OFF,
  no_channel: WireCode.NO_CHANNEL,
  not_configured: WireCode.NOT_CONFIGURED,
  unsafe_failover: WireCode.UNSAFE_FAILOVER,
  never_seen: WireCode.NEVER_SEEN,
  pending: WireCode.PENDING,
  no_answer: WireCode.NO_ANSWER,
  connection_lost: WireCode.CONNECTION_LOST,
  channel_error: WireCode.CHANNEL_ERROR,
  bad_answer: WireCode.BAD_ANSWER,
  marked_charged: WireCode.MARKED_CHARGED,
  marked_not_charged: WireCode.MARKED_NOT_CHARGED,
  refunded_as_captured: WireCode.REFUNDED_AS_CAPTURED,
  hold_ran_out: WireCode.HOLD_RAN_OUT,
  gone_back_already: WireCode.GONE_BACK_ALREADY,
  paid_by_late_money: WireCode.PAID_BY_LATE_MONEY,
  order_not_served: WireCode.ORDER_NOT_SERVED,
  taken_late: WireCode.TAKEN_LATE,
  heard_as_answer: WireCode.HEARD_AS_ANSWER,
  heard_when_asked: WireCode.HEARD_WHEN_ASKED,
  heard_by_callback: WireCode.HEARD_BY_CALLBACK,
  heard_after_end: WireCode.HEARD_AFTER_END,
} as const satisfies Record<NoteCode, WireCode>;

const codes = inverse<NoteCode>(noteCodeNumbers);

/** A note as the contract shows it. */
export function noteMessage(note: Note): NoteMessage {
  return {
    $typeName: "sluice.notes.v1.Note",
    code: noteCodeNumbers[note.code],
    attemptId: "attemptId" in note ? note.attemptId : "",
    ...("amount" in note && { amount: moneyMessage(note.amount) }),
    ...("against" in note && { against: moneyMessage(note.against) }),
    count: "count" in note ? BigInt(note.count) : 0n,
    by: "by" in note ? note.by : "",
    said: "said" in note ? note.said : "",
  };
}

/** The note in a stored message. */
export function noteOf({ amount, against, count, ...message }: NoteMessage): Note {
  const { attemptId, by, said } = message;
  return noteWith(present(codes.get(message.code), `note ${message.code}`), {
    attemptId,
    by,
    said,
    count: Number(count),
    ...(amount && { amount: moneyOf(amount) }),
    ...(against && { against: moneyOf(against) }),
  });
}

/** A text and its note, as two fields of a stored message have them. */
export function toldOf(text: string, note: NoteMessage | undefined): Told {
  return { text, note: note && noteOf(note) };
}

function moneyOf({ currencyCode, minorUnits }: MoneyMessage): Money {
  return { currencyCode, minorUnits };
}
