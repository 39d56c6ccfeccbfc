import type { Request } from "../commands/command.ts";
import type { BatchState } from "../commands/state.ts";
import { present } from "../core/assert.ts";
import type { Note } from "../notes/note.ts";
import { tell } from "../notes/told.ts";
import type { Cause } from "../notes/told.ts";
import { canHold, moveLines } from "../orders/move-lines.ts";
import { moveOrder } from "../orders/move-order.ts";
import { reasonMaxLength } from "../orders/order.ts";
import type { Order } from "../orders/order.ts";
import { addAttempt, changeAttempt, chargeDeclines, newCharge } from "./attempts.ts";
import { changePayment } from "./change-payment.ts";
import type { Changed } from "./change-payment.ts";
import type { Recording } from "./decide-record-attempt.ts";
import type { Heard } from "./heard.ts";
import { leavePaying } from "./leave-paying.ts";
import { lookLater } from "./look-later.ts";
import { oweRefund } from "./owe-refund.ts";
import type { Payment } from "./payment.ts";
import { reviewFor, reviewResolved } from "./review.ts";

export type Moved = Extract<Heard, { readonly kind: "moved" }>;
export type NotMoved = Extract<Heard, { readonly kind: "declined" | "not_sent" }>;

/**
 * The money was taken. The order is paid if it still can be served: from the hold, or from a new one when its time had run out and
 * the stock is there. Else, and when another amount was taken than asked, all of it has to go back.
 */
export function takeCharge(
  state: BatchState,
  request: Request,
  recording: Recording<Moved>,
): Changed {
  const { attempt, heard, stamp, cause } = recording;
  const at = { atMs: stamp.nowMs, cause };
  const captured = capture(state, request, recording);
  const { paymentId } = captured.payment;
  const order = orderOf(state, captured.payment);
  if (heard.amountMinor === attempt.amountMinor) {
    if (order.hold === "held" && isBeingPaid(order)) {
      payFromHold(state, request, { order, paymentId }, at);
      return captured;
    }
    if ((order.status === "expired" || isBeingPaid(order)) && canHold(state, order)) {
      payFromHold(state, request, { order: takeHold(state, request, order, at), paymentId }, at);
      return captured;
    }
  }
  return giveBack(state, request, captured, recording);
}

/**
 * The money was not taken. While the order can be paid, what was declined softly or never arrived is tried again, with another
 * channel if there is one: a hard decline would be repeated, and an unknown end might be a success.
 */
export function endCharge(
  state: BatchState,
  request: Request,
  recording: Recording<NotMoved>,
): Changed {
  const { payment, attempt, heard, stamp } = recording;
  const ended = endWithoutMoney(state, recording);
  const order = orderOf(state, payment);
  const soft = heard.kind === "not_sent" || heard.soft;
  const tooMany = chargeDeclines({ attempts: ended }) >= stamp.payments.chargeDeclinesMax;
  const alive = order.hold === "held" && stamp.nowMs < order.holdExpiresAtMs;
  const again = soft && isBeingPaid(order) && alive && !(heard.kind === "declined" && tooMany);
  if (!again) return failCharge(state, request, { ...recording, ended });
  const next = newCharge(stamp.newId(), attempt.amountMinor, stamp.nowMs);
  const changes = {
    attempts: addAttempt(ended, next),
    nextStepAtMs: recording.nextStepAtMs,
    resolveByMs: undefined,
    review: reviewResolved(payment),
  };
  const kind = `payment.attempt_${heard.kind}` as const;
  const move = { kind, atMs: stamp.nowMs, cause: recording.cause };
  return changePayment(state, request, payment, changes, move);
}

/** The payment has failed, and its order goes where it goes without one. */
export function failCharge(
  state: BatchState,
  request: Request,
  recording: Recording<NotMoved> & {
    readonly ended: Payment["attempts"];
    /** True when the order may not be paid again: see ResolveAction. */
    readonly forGood?: boolean;
  },
): Changed {
  const { payment, ended, stamp, cause, forGood = false } = recording;
  const at = { atMs: stamp.nowMs, cause };
  const changes = {
    status: "failed",
    attempts: ended,
    nextStepAtMs: undefined,
    resolveByMs: undefined,
    review: forGood ? undefined : reviewResolved(payment),
  } as const;
  const failed = changePayment(state, request, payment, changes, { kind: "payment.failed", ...at });
  leavePaying(state, request, failed.payment, { ...at, forGood });
  return failed;
}

/** The attempts with the one that was heard of at its end. Money may move after it and nobody tell: its channel will be looked at. */
export function endWithoutMoney(
  state: BatchState,
  recording: Recording<NotMoved>,
): Payment["attempts"] {
  const { payment, attempt, heard, stamp } = recording;
  lookLater(state, attempt, stamp);
  const status =
    heard.kind === "not_sent" ? heard.kind : heard.soft ? "declined_soft" : "declined_hard";
  const end = { status, detail: heard.detail, endedAtMs: stamp.nowMs } as const;
  return changeAttempt(payment.attempts, attempt.attemptId, end);
}

function isBeingPaid({ status }: Order): boolean {
  return status === "paying" || status === "payment_review";
}

/** A channel that charges in one step authorises and captures at once: two moves, so that the log goes through the table. */
export function capture(state: BatchState, request: Request, recording: Recording<Moved>): Changed {
  const { payment, attempt, heard, stamp, cause } = recording;
  const at = { atMs: stamp.nowMs, cause };
  const end = {
    status: "succeeded",
    amountMinor: heard.amountMinor,
    providerReference: heard.reference,
    detail: heard.detail,
    endedAtMs: stamp.nowMs,
  } as const;
  const authorized = {
    status: "authorized",
    attempts: changeAttempt(payment.attempts, attempt.attemptId, end),
    nextStepAtMs: undefined,
    resolveByMs: undefined,
    review: reviewResolved(payment),
  } as const;
  const move = { kind: "payment.authorized", ...at } as const;
  const first = changePayment(state, request, payment, authorized, move);
  const captured = { status: "captured", capturedMinor: heard.amountMinor } as const;
  const then = { kind: "payment.captured", ...at } as const;
  return changePayment(state, request, first.payment, captured, then);
}

/** The order is paid, by a payment that has captured its total. */
export function payFromHold(
  state: BatchState,
  request: Request,
  { order, paymentId }: { readonly order: Order; readonly paymentId: string },
  at: At,
): void {
  moveLines(state, order, "committed");
  const paid = { status: "paid", hold: "committed", paymentStatus: "captured" } as const;
  moveOrder(state, request, order, { ...paid, paymentId }, { kind: "order.paid", ...at });
}

/** A late success: another hold, in the same commit, so that nobody sees it but the log. */
export function takeHold(state: BatchState, request: Request, order: Order, at: At): Order {
  moveLines(state, order, "held");
  const event = { kind: "order.hold_taken", ...at } as const;
  return moveOrder(state, request, order, { hold: "held" }, event).subject;
}

const notServed: Note = { code: "order_not_served" };

/** That another amount has moved than was asked for, or than it could be. */
export function otherAmount(
  code: "other_amount_taken" | "other_amount_returned" | "more_returned_than_left",
  { payment, attempt, heard }: Recording<Moved>,
  againstMinor = attempt.amountMinor,
): Note {
  const { currencyCode } = payment.amount;
  const amount = { currencyCode, minorUnits: heard.amountMinor };
  return { code, amount, against: { currencyCode, minorUnits: againstMinor } };
}

function giveBack(
  state: BatchState,
  request: Request,
  captured: Changed,
  recording: Recording<Moved>,
): Changed {
  const { payment, attempt, heard, stamp, cause } = recording;
  const wrong = heard.amountMinor !== attempt.amountMinor;
  const note = wrong ? otherAmount("other_amount_taken", recording) : notServed;
  const review = wrong ? reviewFor(captured.payment, note, stamp.nowMs) : undefined;
  const reason = tell(note, reasonMaxLength);
  const owed = { amountMinor: heard.amountMinor, reason, due: true, review };
  const { payment: due, seq } = oweRefund(state, request, captured.payment, owed, stamp);
  leavePaying(state, request, due, { atMs: stamp.nowMs, cause, forGood: false });
  return { payment: due, seq: present(seq, `a refund of ${payment.paymentId}`) };
}

export interface At {
  readonly atMs: number;
  readonly cause: Cause;
}

export function orderOf(state: BatchState, { orderId }: Payment): Order {
  return present(state.orders.get(orderId), `order ${orderId}`);
}
