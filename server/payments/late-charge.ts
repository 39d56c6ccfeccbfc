import type { Request } from "../commands/command.ts";
import type { BatchState } from "../commands/state.ts";
import { present } from "../core/assert.ts";
import { canHold } from "../orders/move-lines.ts";
import { orderMove } from "../orders/moves.ts";
import { reasonMaxLength } from "../orders/order.ts";
import type { Order } from "../orders/order.ts";
import { nothingTold, tell } from "../notes/told.ts";
import { changeAttempt } from "./attempts.ts";
import { changePayment } from "./change-payment.ts";
import type { Changed } from "./change-payment.ts";
import { contradictionOf } from "./contradiction.ts";
import type { Recording } from "./decide-record-attempt.ts";
import { capture, orderOf, payFromHold, takeHold } from "./end-charge.ts";
import type { Moved } from "./end-charge.ts";
import { giveUpCharge } from "./give-up-charge.ts";
import { oweRefund } from "./owe-refund.ts";
import { detailMaxLength, mayTurnUpLate, openAttempt } from "./payment.ts";
import type { Attempt, LateMoney, Payment } from "./payment.ts";
import { reviewFor } from "./review.ts";

/**
 * True when a charge that had ended without money has taken what was asked for after all. Another amount is not acted upon by itself: what
 * a channel says twice differently may be wrong twice, so a person looks at its books (see "refund_captured").
 */
export function isTakenAfterAll(attempt: Attempt, heard: Moved): boolean {
  const hasEndedWithout = mayTurnUpLate(attempt) && attempt.status !== "succeeded";
  return hasEndedWithout && attempt.late === undefined && heard.amountMinor === attempt.amountMinor;
}

/**
 * Money that a channel took after it had said that it had not, or after a person had said so. Its payment has gone on: it has failed, tries
 * another channel, or was captured there. To move that one back would take away what the log and clients were told, and a payment has
 * one capture. So this money is a payment of its own, which pays the order where nothing else has or may, and is given back
 * otherwise. The first payment goes to review, for the channel has contradicted itself.
 */
export function takeLateCharge(
  state: BatchState,
  request: Request,
  recording: Recording<Moved>,
): Changed {
  const { payment, heard, stamp } = recording;
  const late = { paymentId: stamp.newId(), amountMinor: heard.amountMinor };
  const noted = noteLate(state, request, recording, late);
  const order = orderOf(state, payment);
  if (isFreeToPay(state, order)) payLate(state, request, recording, { ...late, order });
  else refundLate(state, request, recording, late.paymentId);
  return noted;
}

function noteLate(
  state: BatchState,
  request: Request,
  { payment, attempt, heard, stamp, cause }: Recording<Moved>,
  late: LateMoney,
): Changed {
  const contradiction = present(contradictionOf(payment, attempt, heard), "what is wrong");
  const detail = tell(contradiction, detailMaxLength);
  const changes = {
    attempts: changeAttempt(payment.attempts, attempt.attemptId, { detail, late }),
    review: reviewFor(payment, contradiction, stamp.nowMs),
  };
  const move = { kind: "payment.review_opened", atMs: stamp.nowMs, cause } as const;
  return changePayment(state, request, payment, changes, move);
}

const paidByLate = tell({ code: "paid_by_late_money" }, detailMaxLength);

/** Pays an order with late money. A charge of it that waits for a channel is called off first. */
function payLate(
  state: BatchState,
  request: Request,
  recording: Recording<Moved>,
  { order, paymentId }: { readonly order: Order; readonly paymentId: string },
): void {
  const at = { atMs: recording.stamp.nowMs, cause: recording.cause };
  giveUpCharge(state, request, order, { ...at, cause: paidByLate });
  beginLate(state, request, recording, paymentId);
  const held = order.hold === "held" ? order : takeHold(state, request, order, at);
  payFromHold(state, request, { order: held, paymentId }, at);
}

/** Begins a payment with money that a channel took late, and owes all of it to the buyer. */
export function refundLate(
  state: BatchState,
  request: Request,
  recording: Recording<Moved>,
  paymentId: string,
): void {
  const { heard, stamp } = recording;
  const captured = beginLate(state, request, recording, paymentId);
  const reason = tell({ code: "taken_late" }, reasonMaxLength);
  const owed = { amountMinor: heard.amountMinor, reason, due: true };
  oweRefund(state, request, captured, owed, stamp);
}

/** The payment of the late money, captured: with the attempt as it was when it was sent, for that is what took it. */
function beginLate(
  state: BatchState,
  request: Request,
  recording: Recording<Moved>,
  paymentId: string,
): Payment {
  const { payment, stamp, cause } = recording;
  const { amountMinor } = recording.heard;
  const attempt: Attempt = {
    ...recording.attempt,
    status: "sent",
    amountMinor,
    detail: nothingTold,
    endedAtMs: undefined,
    late: undefined,
    firstPaymentId: payment.paymentId,
  };
  const begun: Payment = {
    ...payment,
    paymentId,
    createdSeq: state.nextSeq,
    status: "pending",
    capturedMinor: 0n,
    refundedMinor: 0n,
    attempts: [attempt],
    nextStepAtMs: undefined,
    resolveByMs: undefined,
    review: undefined,
    version: 1,
    createdAtMs: stamp.nowMs,
    updatedAtMs: stamp.nowMs,
  };
  state.putPayment(begun);
  const created = { kind: "payment.created", atMs: stamp.nowMs, cause } as const;
  state.append(request, created, { kind: "payment", payment: begun });
  return capture(state, request, { ...recording, payment: begun, attempt }).payment;
}

/** True when the order can be paid by this money: its stock is there, and nothing else has paid it or may have. */
function isFreeToPay(state: BatchState, order: Order): boolean {
  const hasStock = order.hold === "held" || canHold(state, order);
  return orderMove(order, "paid") === "legal" && hasStock && !isOut(state, order);
}

/** A charge that waits for a channel never has to be sent; one that is out may be taken too. */
function isOut(state: BatchState, { orderId, paymentId }: Order): boolean {
  const newest = present(state.payments.get(paymentId ?? ""), `the payment of ${orderId}`);
  const open = openAttempt(newest);
  return open !== undefined && open.status !== "created";
}
