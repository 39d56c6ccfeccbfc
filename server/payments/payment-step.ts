import { openAttempt } from "./payment.ts";
import type { Attempt, Payment } from "./payment.ts";

/** One thing to do about a payment. */
export type PaymentStep =
  /** The time in which an end was to be known is over: people should know. */
  | { readonly kind: "review" }
  /** Nothing of the attempt has left yet. */
  | { readonly kind: "send"; readonly attempt: Attempt }
  /** The attempt may have left: its channel knows, and nobody else. */
  | { readonly kind: "ask"; readonly attempt: Attempt };

/**
 * What is due about a payment, in the order in which it is to be done; nothing before its time. An attempt that is "sent"
 * is asked about like one that is "unknown": who sent it has ended before the answer was written down.
 */
export function paymentSteps(
  payment: Pick<Payment, "attempts" | "nextStepAtMs" | "resolveByMs">,
  nowMs: number,
): readonly PaymentStep[] {
  const attempt = openAttempt(payment);
  const steps: PaymentStep[] = [];
  if (isPast(payment.resolveByMs, nowMs)) steps.push({ kind: "review" });
  if (attempt !== undefined && isPast(payment.nextStepAtMs, nowMs))
    steps.push({ kind: attempt.status === "created" ? "send" : "ask", attempt });
  return steps;
}

function isPast(timeMs: number | undefined, nowMs: number): boolean {
  return timeMs !== undefined && timeMs <= nowMs;
}
