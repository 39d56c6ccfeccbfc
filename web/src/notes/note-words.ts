import type { NoteCode } from "#gen/sluice/notes/v1/note_pb.ts";
import { defineWords } from "../words/define-words.ts";
import { plural } from "../words/plural.ts";
import type { Counted } from "../words/plural.ts";

/** The values of a note as people read them. */
export interface NoteValues {
  readonly amount: string;
  /** What the amount stands against. */
  readonly against: string;
  readonly count: Counted;
  /** Who decided it. */
  readonly by: string;
}

type NoteTexts = Readonly<
  Record<Exclude<keyof typeof NoteCode, "UNSPECIFIED" | "WORDS">, (of: NoteValues) => string>
>;

const texts: NoteTexts = {
  NO_END_IN_TIME: () => "The channel has not said in time what became of it",
  OTHER_AMOUNT_TAKEN: ({ amount, against }) => `${amount} were taken, ${against} were asked for`,
  OTHER_AMOUNT_RETURNED: ({ amount, against }) => `${amount} went back, ${against} were asked for`,
  MORE_RETURNED_THAN_LEFT: ({ amount, against }) => `${amount} went back, ${against} were left`,
  REFUND_GIVEN_UP: ({ count }) =>
    `A refund was declined ${plural(count, "time", "times")} and is not tried again by itself`,
  OTHER_CURRENCY: ({ amount, against }) =>
    `The channel says that ${amount} have moved, where ${against} were asked for`,
  NOTHING_MOVED_AFTER_ALL: () =>
    "The channel says that nothing has moved, after it had said that it has",
  OTHER_AMOUNT_MOVED: ({ amount, against }) =>
    `The channel says that ${amount} have moved, after it had said ${against}`,
  MOVED_UNSENT: ({ amount }) =>
    `The channel says that ${amount} have moved, though nothing was sent`,
  MOVED_AFTER_DECLINE: ({ amount }) =>
    `The channel says that ${amount} have moved, after it had declined`,
  MOVED_AFTER_NOT_SENT: ({ amount }) =>
    `The channel says that ${amount} have moved, though it stands here as not sent`,
  BREAKER_OPEN: () => "The breaker of the channel is open",
  CHANNEL_FULL: () => "The channel has as many calls as it may have",
  NO_CONNECTION: () => "No connection to the channel",
  SWITCHED_OFF: () => "The channel is switched off",
  NO_CHANNEL: () => "No channel takes it now",
  NOT_CONFIGURED: () => "The channel is not in the settings any more",
  UNSAFE_FAILOVER: () => "Its end was unknown and was taken for not sent, as the settings want it",
  NEVER_SEEN: () => "The channel has never seen it",
  PENDING: () => "The channel has it and decides later",
  NO_ANSWER: () => "No answer in time",
  CONNECTION_LOST: () => "The connection was lost",
  CHANNEL_ERROR: () => "The channel answered an error",
  BAD_ANSWER: () => "The channel’s answer makes no sense",
  MARKED_CHARGED: ({ by }) => `Marked as charged by ${by}`,
  MARKED_NOT_CHARGED: ({ by }) => `Marked as not charged by ${by}`,
  REFUNDED_AS_CAPTURED: ({ by }) => `Refunded as captured by ${by}`,
  HOLD_RAN_OUT: () => "The hold on the stock ran out",
  GONE_BACK_ALREADY: () => "It has gone back already",
  PAID_BY_LATE_MONEY: () => "The order is paid by money that came late",
  ORDER_NOT_SERVED: () => "The order can no longer be served",
  TAKEN_LATE: () =>
    "The channel took it after the end of its charge, and the order has no use for it",
  HEARD_AS_ANSWER: () => "The channel answered",
  HEARD_WHEN_ASKED: () => "The channel was asked",
  HEARD_BY_CALLBACK: () => "The channel called back",
  HEARD_AFTER_END: () => "The channel was asked once more",
};

const en = {
  texts,
  /** Names the attempt that a note is about. */
  about: (attempt: string, text: string) => `Attempt ${attempt}: ${text}`,
  /** With what somebody else said. */
  said: (text: string, said: string) => `${text}: ${said}`,
};

export type NoteWords = typeof en;

/** What the server says about payments, attempts and events. */
export const noteWords = defineWords("notes", { en, zh: () => import("./note-words.zh.ts") });
