import type { AttemptResult } from "../commands/payment-command.ts";
import { unreachable } from "../core/assert.ts";
import { triedChannels } from "../payments/choose-channel.ts";
import type { ChannelState } from "../payments/gateway.ts";
import type { Attempt, Payment } from "../payments/payment.ts";
import { backoffMs } from "../platform/backoff.ts";

export interface StepLimits {
  /** Longest wait before the first question about an attempt; doubled for each that follows. */
  readonly askFirstMs: number;
  /** Longest wait before any question, and before any try. */
  readonly waitMaxMs: number;
}

/** What the time of a step hangs on. */
export interface StepSituation {
  readonly payment: Payment;
  /** Of the payment, as it was before the result. */
  readonly attempt: Attempt;
  /** Asked for only where it hangs on them. */
  readonly channels: () => readonly ChannelState[];
  readonly nowMs: number;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly limits: StepLimits;
}

/** Longest wait before the second try; doubled for each that follows. */
const tryFirstMs = 250;

/**
 * When a payment goes on after a result. A channel that sent a charge back is left for another at once; where there is none, and where
 * nothing is known, the wait grows, with full jitter, so that a channel that comes back is not met by everybody at once.
 */
export function nextStepAtMs(result: AttemptResult, situation: StepSituation): number {
  const { nowMs } = situation;
  switch (result.kind) {
    case "approved":
      return nowMs;
    case "declined":
    case "never_seen":
    case "not_sent":
      return Math.ceil(nowMs + tryAgainMs(situation));
    case "unknown":
    case "pending":
    case "unreachable":
      return Math.ceil(nowMs + askAgainMs(situation));
    default:
      return unreachable(result);
  }
}

function askAgainMs({ attempt, random, limits }: StepSituation): number {
  const { askFirstMs: baseMs, waitMaxMs: maxMs } = limits;
  return backoffMs(attempt.askedCount, { baseMs, maxMs }, random);
}

function tryAgainMs(situation: StepSituation): number {
  const { payment, attempt, nowMs, random, limits } = situation;
  const maxMs = limits.waitMaxMs;
  // No channel takes it: the longer it has waited, the less a moment more or less matters.
  if (attempt.status === "created")
    return random() * Math.min(maxMs, Math.max(tryFirstMs, nowMs - attempt.createdAtMs));
  if (attempt.kind === "charge" && hasFreshChannel(situation)) return 0;
  const failed = payment.attempts.filter(
    ({ kind, status }) => kind === attempt.kind && isFailed(status),
  );
  return backoffMs(failed.length, { baseMs: tryFirstMs, maxMs }, random);
}

/** True when a channel takes charges that has not had this one. */
function hasFreshChannel({ payment, channels }: StepSituation): boolean {
  const tried = triedChannels(payment);
  return channels().some(({ name, takesCharges }) => takesCharges && !tried.includes(name));
}

function isFailed(status: Attempt["status"]): boolean {
  return status === "declined_soft" || status === "declined_hard" || status === "not_sent";
}
