import type { PaymentOutcome, Request } from "../commands/command.ts";
import type { PayOrder } from "../commands/payment-command.ts";
import type { Problem } from "../commands/problem.ts";
import { reject } from "../commands/reject.ts";
import type { Stamp } from "../commands/stamp.ts";
import type { BatchState } from "../commands/state.ts";
import { moveLines } from "../orders/move-lines.ts";
import { moveOrder } from "../orders/move-order.ts";
import { orderMove } from "../orders/moves.ts";
import type { Order } from "../orders/order.ts";
import { seenOrder } from "../orders/seen-order.ts";
import { newCharge } from "./attempts.ts";
import { changePayment } from "./change-payment.ts";
import { cardTailOf } from "./payment.ts";
import type { Payment } from "./payment.ts";
import { sendAttempt } from "./send-attempt.ts";

/**
 * Begins to pay an order, and where a channel has a place for the charge notes it down as sent too: one commit less on the way of
 * most payments. Its first payment extends the hold, so that the channel has time to answer; a later one does not, or a
 * buyer with a card that is always declined could hold stock for ever.
 */
export function decidePayOrder(
  state: BatchState,
  request: Request,
  command: PayOrder,
  stamp: Stamp,
): PaymentOutcome {
  const seen = seenOrder(state, command);
  if (seen.kind === "rejected") return seen;
  const obstacle = obstacleTo(seen.order, command, stamp.nowMs);
  if (obstacle !== undefined) return reject(obstacle);
  const atMs = stamp.nowMs;
  const payment = newPayment(state, stamp, seen.order, command.cardToken);
  state.putPayment(payment);
  const created = { kind: "payment.created", atMs, cause: "" } as const;
  const seq = state.append(request, created, { kind: "payment", payment });
  const order = startPaying(state, request, seen.order, { payment, stamp });
  const [charge] = payment.attempts;
  if (charge !== undefined) {
    const begun = { payment, seq };
    const { attemptId } = charge;
    const { sendTo: to } = command;
    const last = to ? sendAttempt(state, request, { payment, attemptId, to }, stamp) : begun;
    return { kind: "done", subject: last.payment, seq: last.seq, replayed: false };
  }
  return settleNothing(state, request, { payment, order }, atMs);
}

function obstacleTo(order: Order, { noChannels }: PayOrder, nowMs: number): Problem | undefined {
  const { orderId, status, onHold, holdExpiresAtMs: expiredAtMs, total } = order;
  if (status === "paying" || status === "payment_review") {
    return { reason: "PAYMENT_OPEN", orderId, paymentId: order.paymentId ?? "" };
  }
  if (orderMove(order, "paying") === "illegal") {
    return { reason: "ILLEGAL_MOVE", from: status, to: "paying" };
  }
  if (onHold !== undefined) return { reason: "ORDER_ON_HOLD", orderId, sinceMs: onHold.sinceMs };
  if (order.hold !== "held" || nowMs >= expiredAtMs) {
    return { reason: "HOLD_EXPIRED", orderId, expiredAtMs };
  }
  if (noChannels === true && total.minorUnits > 0n) return { reason: "NO_PAYMENT_CHANNELS" };
  return undefined;
}

function newPayment(state: BatchState, stamp: Stamp, order: Order, cardToken: string): Payment {
  const { nowMs } = stamp;
  const { minorUnits } = order.total;
  const paymentId = stamp.newId();
  const toCharge = minorUnits > 0n;
  return {
    paymentId,
    createdSeq: state.nextSeq,
    orderId: order.orderId,
    placedSeq: order.placedSeq,
    userId: order.userId,
    amount: order.total,
    status: "pending",
    capturedMinor: 0n,
    refundedMinor: 0n,
    cardToken,
    cardTail: cardTailOf(cardToken),
    attempts: toCharge ? [newCharge(stamp.newId(), minorUnits, nowMs)] : [],
    nextStepAtMs: toCharge ? nowMs : undefined,
    resolveByMs: undefined,
    review: undefined,
    version: 1,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  };
}

function startPaying(
  state: BatchState,
  request: Request,
  order: Order,
  { payment, stamp }: { readonly payment: Payment; readonly stamp: Stamp },
): Order {
  const extendedMs = stamp.nowMs + stamp.payments.holdExtensionMs;
  const isFirst = order.paymentId === undefined;
  const changes = {
    status: "paying",
    paymentStatus: payment.status,
    paymentId: payment.paymentId,
    holdExpiresAtMs: isFirst ? Math.max(order.holdExpiresAtMs, extendedMs) : order.holdExpiresAtMs,
  } as const;
  const event = { kind: "order.paying", atMs: stamp.nowMs, cause: "" } as const;
  return moveOrder(state, request, order, changes, event).subject;
}

/** An order that costs nothing is paid at once, and no channel hears of it. */
function settleNothing(
  state: BatchState,
  request: Request,
  { payment, order }: { readonly payment: Payment; readonly order: Order },
  atMs: number,
): PaymentOutcome {
  const cause = "nothing to pay";
  const authorized = { kind: "payment.authorized", atMs, cause } as const;
  const first = changePayment(state, request, payment, { status: "authorized" }, authorized);
  const captured = { kind: "payment.captured", atMs, cause } as const;
  const last = changePayment(state, request, first.payment, { status: "captured" }, captured);
  moveLines(state, order, "committed");
  const paid = { status: "paid", hold: "committed", paymentStatus: "captured" } as const;
  moveOrder(state, request, order, paid, { kind: "order.paid", atMs, cause });
  return { kind: "done", subject: last.payment, seq: last.seq, replayed: false };
}
