import { nothingTold } from "../notes/told.ts";
import { attemptsMax, isOpen, mayTurnUpLate } from "./payment.ts";
import type { Attempt, Payment } from "./payment.ts";

/** A charge of the whole amount that waits for a channel. */
export function newCharge(attemptId: string, amountMinor: bigint, createdAtMs: number): Attempt {
  return { ...fresh, attemptId, kind: "charge", amountMinor, createdAtMs };
}

/** A refund that waits for the channel that has the money. */
export function newRefund(
  fields: Pick<
    Attempt,
    "attemptId" | "channel" | "amountMinor" | "createdAtMs" | "reason" | "due"
  > & { readonly repeats?: string },
): Attempt {
  return { ...fresh, kind: "refund", ...fields };
}

const fresh = {
  channel: "",
  status: "created",
  providerReference: "",
  detail: nothingTold,
  askedCount: 0,
  sentAtMs: undefined,
  endedAtMs: undefined,
  reason: nothingTold,
  due: false,
  late: undefined,
  firstPaymentId: "",
  repeats: "",
  coveredMinor: 0n,
} as const;

/** The attempts with one of them changed. */
export function changeAttempt(
  attempts: readonly Attempt[],
  attemptId: string,
  changes: Partial<Attempt>,
): readonly Attempt[] {
  return attempts.map((attempt) =>
    attempt.attemptId === attemptId ? { ...attempt, ...changes } : attempt,
  );
}

/**
 * The attempts with one more. Past attemptsMax the oldest that has moved nothing goes: what was never sent first, then refunds, and last a
 * charge that was declined: its channel may still say that it took the money, and nobody would know of which.
 */
export function addAttempt(attempts: readonly Attempt[], added: Attempt): readonly Attempt[] {
  if (attempts.length < attemptsMax) return [...attempts, added];
  const ended = attempts.filter(({ status }) => status !== "succeeded" && !isOpen(status));
  const moveless = ended.filter((attempt) => !isRefundDone(attempt));
  const oldest =
    moveless.find(({ sentAtMs }) => sentAtMs === undefined) ??
    moveless.find((attempt) => !mayTurnUpLate(attempt)) ??
    moveless.find(({ status }) => status === "not_sent") ??
    moveless[0] ??
    // Forty that were given back after all: the log has them, and the sums of the payment.
    ended[0];
  return [...attempts.filter((attempt) => attempt !== oldest), added];
}

/** How many charges were declined. */
export function chargeDeclines(payment: Pick<Payment, "attempts">): number {
  return payment.attempts.filter(({ kind, status }) => kind === "charge" && isDeclined(status))
    .length;
}

/**
 * How many refunds were declined since the last one that was done: since money went back. What went back late, while tries of it were declined,
 * is noted down with the last of those: they asked for what was there no more.
 */
export function refundDeclines(payment: Pick<Payment, "attempts">): number {
  let count = 0;
  for (const attempt of payment.attempts) {
    if (isRefundDone(attempt) || attempt.coveredMinor > 0n) count = 0;
    else if (attempt.kind === "refund" && isDeclined(attempt.status)) count += 1;
  }
  return count;
}

/** Refunds that were done or are open. */
export function refundCount(payment: Pick<Payment, "attempts">): number {
  return payment.attempts.filter(
    (attempt) => isRefundDone(attempt) || (attempt.kind === "refund" && isOpen(attempt.status)),
  ).length;
}

/** True for a refund that gave money back, in time or after its end. */
export function isRefundDone({ kind, status, late }: Attempt): boolean {
  return kind === "refund" && (status === "succeeded" || late !== undefined);
}

/** True for a refusal by a channel. */
export function isDeclined(status: Attempt["status"]): boolean {
  return status === "declined_soft" || status === "declined_hard";
}
