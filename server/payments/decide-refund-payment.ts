import type { PaymentOutcome, Request } from "../commands/command.ts";
import type { RefundPayment } from "../commands/payment-command.ts";
import type { Problem } from "../commands/problem.ts";
import { reject } from "../commands/reject.ts";
import type { Stamp } from "../commands/stamp.ts";
import type { BatchState } from "../commands/state.ts";
import { present } from "../core/assert.ts";
import { refundCount } from "./attempts.ts";
import { showPaymentStatus } from "./show-payment-status.ts";
import { oweRefund } from "./owe-refund.ts";
import { isOpen, refundableMinor, refundsMax } from "./payment.ts";
import type { Payment } from "./payment.ts";

/** Gives back what a person asks for, one refund at a time: a second one at once is more often a mistake than meant. */
export function decideRefundPayment(
  state: BatchState,
  request: Request,
  command: RefundPayment,
  stamp: Stamp,
): PaymentOutcome {
  const { paymentId, reason } = command;
  const payment = state.payments.get(paymentId);
  if (payment === undefined) return reject({ reason: "PAYMENT_NOT_FOUND", paymentId });
  const left = refundableMinor(payment);
  const amountMinor = command.amountMinor === 0n ? left : command.amountMinor;
  const obstacle = obstacleTo(payment, amountMinor, left);
  if (obstacle !== undefined) return reject(obstacle);
  const owed = oweRefund(state, request, payment, { amountMinor, reason, due: false }, stamp);
  showPaymentStatus(state, request, owed.payment, { atMs: stamp.nowMs, cause: reason });
  const seq = present(owed.seq, "a refund of something has an event");
  return { kind: "done", subject: owed.payment, seq, replayed: false };
}

function obstacleTo(payment: Payment, asked: bigint, left: bigint): Problem | undefined {
  const { paymentId, status, attempts, amount } = payment;
  const { currencyCode } = amount;
  const open = attempts.find((attempt) => attempt.kind === "refund" && isOpen(attempt.status));
  if (open !== undefined) {
    const { attemptId } = open;
    return {
      reason: "REFUND_OPEN",
      paymentId,
      currencyCode,
      attemptId,
      openMinorUnits: String(open.amountMinor),
    };
  }
  if (status !== "captured" && status !== "partially_refunded") {
    return { reason: "PAYMENT_NOT_REFUNDABLE", paymentId, status };
  }
  if (asked > left || left === 0n) {
    const amounts = { askedMinorUnits: String(asked), availableMinorUnits: String(left) };
    return { reason: "REFUND_TOO_LARGE", paymentId, currencyCode, ...amounts };
  }
  if (refundCount(payment) < refundsMax) return undefined;
  return { reason: "TOO_MANY_REFUNDS", paymentId, limit: refundsMax };
}
