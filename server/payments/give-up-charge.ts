import type { Request } from "../commands/command.ts";
import type { BatchState } from "../commands/state.ts";
import { present } from "../core/assert.ts";
import { shortened } from "../core/shortened.ts";
import { toldBy } from "../notes/told.ts";
import type { Cause } from "../notes/told.ts";
import type { Order } from "../orders/order.ts";
import { changeAttempt } from "./attempts.ts";
import { changePayment } from "./change-payment.ts";
import { detailMaxLength, openAttempt } from "./payment.ts";

/**
 * Ends the payment of an order that will not be paid any more, where that can be: a charge that was not sent never will be. One that
 * is out goes on being resolved, and what it takes will be given back. Answers the order with what it then shows of its payment.
 */
export function giveUpCharge(
  state: BatchState,
  request: Request,
  order: Order,
  at: { readonly atMs: number; readonly cause: Cause },
): Order {
  const paymentId = present(order.paymentId, `payment of ${order.orderId}`);
  const payment = present(state.payments.get(paymentId), `payment ${paymentId}`);
  const attempt = openAttempt(payment);
  if (attempt?.kind !== "charge" || attempt.status !== "created") return order;
  const { text, note } = toldBy(at.cause);
  const detail = { text: shortened(text, detailMaxLength), note };
  const end = { status: "not_sent", detail, endedAtMs: at.atMs } as const;
  const changes = {
    status: "failed",
    attempts: changeAttempt(payment.attempts, attempt.attemptId, end),
    nextStepAtMs: undefined,
    resolveByMs: undefined,
  } as const;
  changePayment(state, request, payment, changes, { kind: "payment.failed", ...at });
  return { ...order, paymentStatus: "failed" };
}
