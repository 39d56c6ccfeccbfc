import { moneyText } from "../core/money.ts";
import type { Note, NoteCode, NoteOf } from "./note.ts";

/** A note in English, for people who read the API itself. */
export function noteText(note: Note): string {
  const text = texts[note.code] as (of: Note) => string;
  return text(note);
}

const texts: { readonly [C in NoteCode]: (note: NoteOf<C>) => string } = {
  words: ({ said }) => said,
  no_end_in_time: () => "The channel has not said in time what became of it",
  other_amount_taken: ({ amount, against }) =>
    `${moneyText(amount)} were taken, ${moneyText(against)} were asked for`,
  other_amount_returned: ({ amount, against }) =>
    `${moneyText(amount)} went back, ${moneyText(against)} were asked for`,
  more_returned_than_left: ({ amount, against }) =>
    `${moneyText(amount)} went back, ${moneyText(against)} were left`,
  refund_given_up: ({ count, said }) => withSaid(`A refund was declined ${count} times`, said),
  other_currency: ({ attemptId, amount, against }) =>
    `Attempt ${attemptId}: ${moneyText(amount)} have moved, it says, where ${moneyText(against)} were asked for`,
  nothing_moved_after_all: ({ attemptId }) =>
    `Attempt ${attemptId}: nothing has moved, after it had said so`,
  other_amount_moved: ({ attemptId, amount, against }) =>
    `Attempt ${attemptId}: ${moneyText(amount)} have moved, after it had said ${moneyText(against)}`,
  moved_unsent: ({ attemptId, amount }) =>
    `Attempt ${attemptId}: ${moneyText(amount)} have moved, though nothing was sent`,
  moved_after_decline: ({ attemptId, amount }) =>
    `Attempt ${attemptId}: ${moneyText(amount)} have moved, after it had declined`,
  moved_after_not_sent: ({ attemptId, amount }) =>
    `Attempt ${attemptId}: ${moneyText(amount)} have moved, after it had ended as not sent`,
  breaker_open: () => "the breaker of the channel is open",
  channel_full: () => "the channel has as many calls as it may have",
  no_connection: () => "no connection to the channel",
  switched_off: () => "the channel is switched off",
  no_channel: () => "no channel takes it now",
  not_configured: () => "the channel is not in the settings any more",
  unsafe_failover: () => "unknown, and taken for not sent: PAYMENT_UNSAFE_FAILOVER",
  never_seen: () => "the channel has never seen it",
  pending: () => "the channel decides later",
  no_answer: ({ said }) => withSaid("no answer in time", said),
  connection_lost: ({ said }) => withSaid("the connection was lost", said),
  channel_error: ({ said }) => withSaid("the channel answered an error", said),
  bad_answer: ({ said }) => withSaid("the answer makes no sense", said),
  marked_charged: ({ by, said }) => withSaid(`marked as charged by ${by}`, said),
  marked_not_charged: ({ by, said }) => withSaid(`marked as not charged by ${by}`, said),
  refunded_as_captured: ({ by, said }) => withSaid(`refunded as captured by ${by}`, said),
  hold_ran_out: () => "hold ran out",
  gone_back_already: () => "it has gone back already",
  paid_by_late_money: () => "the order is paid by money that came late",
  order_not_served: () => "The order can no longer be served",
  taken_late: () =>
    "The channel took it after the end of its charge, and the order has no use for it",
  heard_as_answer: ({ said }) => withSaid("the channel answered", said),
  heard_when_asked: ({ said }) => withSaid("the channel was asked", said),
  heard_by_callback: ({ said }) => withSaid("the channel called back", said),
  heard_after_end: ({ said }) => withSaid("the channel was asked once more", said),
};

function withSaid(text: string, said: string): string {
  return said === "" ? text : `${text}: ${said}`;
}
