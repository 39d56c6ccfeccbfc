import type { Nothing, PaymentOutcome, Request } from "../commands/command.ts";
import type { SendAttempt } from "../commands/payment-command.ts";
import { reject } from "../commands/reject.ts";
import type { Stamp } from "../commands/stamp.ts";
import type { BatchState } from "../commands/state.ts";
import { assert, present } from "../core/assert.ts";
import type { Order } from "../orders/order.ts";
import { openAttempt } from "./payment.ts";
import { sendAttempt } from "./send-attempt.ts";

/**
 * Notes down that an attempt is about to be sent. Only the first that is open may be, so that nothing else of this payment is out
 * meanwhile, and a charge only while its order can still be paid: one whose hold has run out would be taken only to be given back.
 */
export function decideSendAttempt(
  state: BatchState,
  request: Request,
  command: SendAttempt,
  stamp: Stamp,
): PaymentOutcome | Nothing {
  const { paymentId, attemptId, channel } = command;
  const { nowMs } = stamp;
  const payment = state.payments.get(paymentId);
  if (payment === undefined) return reject({ reason: "PAYMENT_NOT_FOUND", paymentId });
  const attempt = openAttempt(payment);
  if (attempt?.attemptId !== attemptId || attempt.status !== "created") return { kind: "nothing" };
  const order = present(state.orders.get(payment.orderId), `order ${payment.orderId}`);
  if (attempt.kind === "charge" && !canBePaid(order, nowMs)) return { kind: "nothing" };
  assert(attempt.kind === "charge" || attempt.channel === channel, "who took it gives it back");
  const done = sendAttempt(state, request, { payment, attemptId, to: command }, stamp);
  return { kind: "done", subject: done.payment, seq: done.seq, replayed: false };
}

function canBePaid({ status, hold, holdExpiresAtMs }: Order, nowMs: number): boolean {
  return (
    (status === "paying" || status === "payment_review") &&
    hold === "held" &&
    nowMs < holdExpiresAtMs
  );
}
