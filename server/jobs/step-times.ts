import type { AttemptResult } from "../commands/payment-command.ts";
import { unreachable } from "../core/assert.ts";
import { triedChannels } from "../payments/choose-channel.ts";
import type { ChannelState } from "../payments/gateway.ts";
import type { Attempt, Payment } from "../payments/payment.ts";
import { backoffMs } from "../platform/backoff.ts";

export interface StepLimits {
  /** Longest wait before the first question about an attempt; doubled for each that follows. */
  readonly askFirstMs: number;
  /** Longest wait before any question, and before any try, of what has not taken much longer than that already. */
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
/** What waits for a probe comes within this time after it. */
const probeSpreadMs = 500;
/** Part of the longest wait, for what comes while others probe. */
const probedShare = 1 / 3;
/** Part of the time that something has taken, and at most so many times waitMaxMs: 10 minutes with 15 s. */
const longestShare = 1 / 8;
const longestTimes = 40;

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

function askAgainMs(situation: StepSituation): number {
  const { attempt, random, limits } = situation;
  const maxMs = longestMs(attempt.sentAtMs ?? attempt.createdAtMs, situation);
  return backoffMs(attempt.askedCount, { baseMs: limits.askFirstMs, maxMs }, random);
}

/**
 * The longest wait of what has no end of its own: an eighth of the time it has taken, once that is more than waitMaxMs. Each try is an event, and
 * a channel that is out for a day, or has gone from the settings for good, would fill the log with the same news of each of its
 * payments eight times a minute. So what it says when it is back is known within an eighth of the time that it was out.
 */
function longestMs(sinceMs: number, { nowMs, limits }: StepSituation): number {
  const { waitMaxMs } = limits;
  return Math.max(waitMaxMs, Math.min((nowMs - sinceMs) * longestShare, waitMaxMs * longestTimes));
}

function tryAgainMs(situation: StepSituation): number {
  const { payment, attempt, random, limits } = situation;
  if (attempt.status === "created") return waitForChannelMs(situation);
  if (attempt.kind === "charge" && hasFreshChannel(situation)) return 0;
  const failed = payment.attempts.filter(
    ({ kind, status }) => kind === attempt.kind && isFailed(status),
  );
  // A charge ends with its hold.
  const maxMs =
    attempt.kind === "refund"
      ? longestMs(failed[0]?.createdAtMs ?? attempt.createdAtMs, situation)
      : limits.waitMaxMs;
  return backoffMs(failed.length, { baseMs: tryFirstMs, maxMs }, random);
}

/**
 * No channel takes it: the longer it has waited, the less a moment more or less matters. But when an open breaker lets probes through is known,
 * and somebody has to be one: all that wait come then, a little apart, and the first of them find out. While they do the others wait
 * a part of the longest time. Where every channel is out so, a try before that would be for nothing. With 15 s to wait at most and 5 to 7.5 s
 * until a probe, that is as many tries as without. A charge that waits ends with its hold, a refund with nothing but its channel.
 */
function waitForChannelMs(situation: StepSituation): number {
  const { attempt, channels, nowMs, random, limits } = situation;
  const { waitMaxMs } = limits;
  const isRefund = attempt.kind === "refund";
  const longWaitMs = isRefund ? longestMs(attempt.createdAtMs, situation) : waitMaxMs;
  if (longWaitMs > waitMaxMs) return random() * longWaitMs;
  // Only the channel that has the money can give it back, switched off or not.
  const states = channels().filter(({ name }) => !isRefund || name === attempt.channel);
  const waitMs = random() * Math.min(waitMaxMs, Math.max(tryFirstMs, nowMs - attempt.createdAtMs));
  const mayBeCalled = ({ mode }: ChannelState): boolean => isRefund || mode !== "off";
  const probes = states.filter(mayBeCalled).flatMap((state) => probeAtMs(state) ?? []);
  if (probes.length > 0) {
    const probeMs = Math.max(0, Math.min(...probes) - nowMs) + random() * probeSpreadMs;
    return probes.length === states.length ? probeMs : Math.min(waitMs, probeMs);
  }
  const isProbed = states.some((state) => mayBeCalled(state) && state.breaker === "half_open");
  return isProbed ? Math.min(waitMs, random() * (waitMaxMs * probedShare)) : waitMs;
}

/** When the breaker of a channel lets the first probe through; undefined when it is not open, or not asked. */
function probeAtMs({ mode, openUntilMs }: ChannelState): number | undefined {
  return mode === "on" ? undefined : openUntilMs;
}

/** True when a channel takes charges that has not had this one. */
function hasFreshChannel({ payment, channels }: StepSituation): boolean {
  const tried = triedChannels(payment);
  return channels().some(({ name, takesCharges }) => takesCharges && !tried.includes(name));
}

function isFailed(status: Attempt["status"]): boolean {
  return status === "declined_soft" || status === "declined_hard" || status === "not_sent";
}
