import { timestampFromMs, timestampMs } from "@bufbuild/protobuf/wkt";
import type { Timestamp } from "@bufbuild/protobuf/wkt";
import {
  AttemptKind as WireKind,
  AttemptStatus as WireStatus,
} from "#gen/sluice/payments/v1/payment_pb.ts";
import type {
  Attempt as AttemptMessage,
  Payment as PaymentMessage,
} from "#gen/sluice/payments/v1/payment_pb.ts";
import type { Money as MoneyMessage } from "#gen/sluice/money/v1/money_pb.ts";
import { assert, present } from "../core/assert.ts";
import { noteMessage, noteOf, toldOf } from "../notes/note-message.ts";
import {
  inverse,
  moneyMessage,
  paymentStatusNumbers,
  paymentStatusOf,
} from "../orders/order-message.ts";
import type { Attempt, AttemptKind, AttemptStatus, LateMoney, Payment, Review } from "./payment.ts";

/** The number each kind and state of an attempt has on the wire. */
export const attemptKindNumbers = {
  charge: WireKind.CHARGE,
  refund: WireKind.REFUND,
} as const satisfies Record<AttemptKind, WireKind>;

export const attemptStatusNumbers = {
  created: WireStatus.CREATED,
  sent: WireStatus.SENT,
  succeeded: WireStatus.SUCCEEDED,
  declined_soft: WireStatus.DECLINED_SOFT,
  declined_hard: WireStatus.DECLINED_HARD,
  unknown: WireStatus.UNKNOWN,
  not_sent: WireStatus.NOT_SENT,
} as const satisfies Record<AttemptStatus, WireStatus>;

const attemptKinds = inverse<AttemptKind>(attemptKindNumbers);
const attemptStatuses = inverse<AttemptStatus>(attemptStatusNumbers);

/** A payment as the contract shows it. */
export function paymentMessage(payment: Payment): PaymentMessage {
  const { currencyCode } = payment.amount;
  return {
    $typeName: "sluice.payments.v1.Payment",
    paymentId: payment.paymentId,
    orderId: payment.orderId,
    userId: payment.userId,
    amount: moneyMessage(payment.amount),
    status: paymentStatusNumbers[payment.status],
    captured: moneyMessage({ currencyCode, minorUnits: payment.capturedMinor }),
    refunded: moneyMessage({ currencyCode, minorUnits: payment.refundedMinor }),
    cardTail: payment.cardTail,
    attempts: payment.attempts.map((attempt) => attemptMessage(attempt, currencyCode)),
    needsReview: payment.review !== undefined,
    reviewReason: payment.review?.reason ?? "",
    reviewNotes: payment.review?.notes.map(noteMessage) ?? [],
    ...times({
      reviewSince: payment.review?.sinceMs,
      nextStepAt: payment.nextStepAtMs,
      resolveBy: payment.resolveByMs,
    }),
    version: BigInt(payment.version),
    createdAt: timestampFromMs(payment.createdAtMs),
    updatedAt: timestampFromMs(payment.updatedAtMs),
    createdSeq: BigInt(payment.createdSeq),
    placedSeq: BigInt(payment.placedSeq),
  };
}

/** The payment in a stored message: without its card token, which is in no message. */
export function paymentOf(message: PaymentMessage): Payment {
  const status = present(paymentStatusOf(message.status), `payment status ${message.status}`);
  assert(status !== "none", "a payment has a status");
  return {
    paymentId: message.paymentId,
    createdSeq: Number(message.createdSeq),
    orderId: message.orderId,
    placedSeq: Number(message.placedSeq),
    userId: message.userId,
    amount: moneyOf(message.amount, "amount"),
    status,
    capturedMinor: moneyOf(message.captured, "captured").minorUnits,
    refundedMinor: moneyOf(message.refunded, "refunded").minorUnits,
    cardToken: "",
    cardTail: message.cardTail,
    attempts: message.attempts.map(attemptOf),
    nextStepAtMs: optionalMs(message.nextStepAt),
    resolveByMs: optionalMs(message.resolveBy),
    review: reviewOf(message),
    version: Number(message.version),
    createdAtMs: timestampMs(present(message.createdAt, "created_at")),
    updatedAtMs: timestampMs(present(message.updatedAt, "updated_at")),
  };
}

function attemptMessage(attempt: Attempt, currencyCode: string): AttemptMessage {
  return {
    $typeName: "sluice.payments.v1.Attempt",
    attemptId: attempt.attemptId,
    kind: attemptKindNumbers[attempt.kind],
    channel: attempt.channel,
    status: attemptStatusNumbers[attempt.status],
    amount: moneyMessage({ currencyCode, minorUnits: attempt.amountMinor }),
    providerReference: attempt.providerReference,
    detail: attempt.detail.text,
    ...(attempt.detail.note && { detailNote: noteMessage(attempt.detail.note) }),
    askedCount: BigInt(attempt.askedCount),
    createdAt: timestampFromMs(attempt.createdAtMs),
    ...times({ sentAt: attempt.sentAtMs, endedAt: attempt.endedAtMs }),
    reason: attempt.reason.text,
    ...(attempt.reason.note && { reasonNote: noteMessage(attempt.reason.note) }),
    due: attempt.due,
    latePaymentId: attempt.late?.paymentId ?? "",
    ...(attempt.late && {
      lateAmount: moneyMessage({ currencyCode, minorUnits: attempt.late.amountMinor }),
    }),
    firstPaymentId: attempt.firstPaymentId,
    repeatedAttemptId: attempt.repeats,
    ...(attempt.coveredMinor !== 0n && {
      coveredAmount: moneyMessage({ currencyCode, minorUnits: attempt.coveredMinor }),
    }),
  };
}

function attemptOf(message: AttemptMessage): Attempt {
  return {
    attemptId: message.attemptId,
    kind: present(attemptKinds.get(message.kind), `attempt kind ${message.kind}`),
    channel: message.channel,
    status: present(attemptStatuses.get(message.status), `attempt status ${message.status}`),
    amountMinor: moneyOf(message.amount, "amount").minorUnits,
    providerReference: message.providerReference,
    detail: toldOf(message.detail, message.detailNote),
    askedCount: Number(message.askedCount),
    createdAtMs: timestampMs(present(message.createdAt, "created_at")),
    sentAtMs: optionalMs(message.sentAt),
    endedAtMs: optionalMs(message.endedAt),
    reason: toldOf(message.reason, message.reasonNote),
    due: message.due,
    late: lateOf(message),
    firstPaymentId: message.firstPaymentId,
    repeats: message.repeatedAttemptId,
    coveredMinor: message.coveredAmount?.minorUnits ?? 0n,
  };
}

function lateOf({ latePaymentId: paymentId, lateAmount }: AttemptMessage): LateMoney | undefined {
  if (paymentId === "") return undefined;
  return { paymentId, amountMinor: moneyOf(lateAmount, "late_amount").minorUnits };
}

function reviewOf(message: PaymentMessage): Review | undefined {
  const { needsReview, reviewReason: reason, reviewNotes, reviewSince } = message;
  if (!needsReview) return undefined;
  const sinceMs = timestampMs(present(reviewSince, "review_since"));
  return { notes: reviewNotes.map(noteOf), reason, sinceMs };
}

function moneyOf(message: MoneyMessage | undefined, field: string) {
  const { currencyCode, minorUnits } = present(message, field);
  return { currencyCode, minorUnits };
}

/** The times that are set: a message has no field that is undefined. */
function times<K extends string>(
  ms: Readonly<Record<K, number | undefined>>,
): Partial<Record<K, Timestamp>> {
  const set: Partial<Record<K, Timestamp>> = {};
  for (const name of Object.keys(ms) as K[]) {
    const value = ms[name];
    if (value !== undefined) set[name] = timestampFromMs(value);
  }
  return set;
}

function optionalMs(time: Timestamp | undefined): number | undefined {
  return time && timestampMs(time);
}
