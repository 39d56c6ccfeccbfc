import { unreachable } from "../core/assert.ts";
import type { AskResult } from "../payments/gateway.ts";
import type { Look } from "../payments/look.ts";
import { backoffMs } from "../platform/backoff.ts";

export interface LookLimits {
  /** After how long the channel of an attempt that has ended without money is asked about it again. */
  readonly soonMs: number;
  /** After how long once more; longer than `soonMs`. */
  readonly lateMs: number;
}

/** What the next look hangs on. */
export interface LookSituation {
  /** When the attempt ended. */
  readonly endedAtMs: number;
  readonly nowMs: number;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly limits: LookLimits;
}

/** Answered looks after which an attempt is left alone. */
const looksMax = 2;

/**
 * The look that comes after an answer; undefined after the last. Two are answered for each attempt, and some time apart also when the first
 * came late, because server or channel were out: each is a chance to see what the other could not yet. One that came to nothing is tried
 * again for as long as it takes, further and further apart up to once in `lateMs`, with full jitter.
 */
export function nextLook(
  look: Look,
  result: AskResult,
  situation: LookSituation,
): Look | undefined {
  const { endedAtMs, nowMs, random, limits } = situation;
  const { soonMs: baseMs, lateMs: maxMs } = limits;
  if (isAnswer(result)) {
    const answeredCount = look.answeredCount + 1;
    if (answeredCount === looksMax) return undefined;
    const dueAtMs = Math.max(endedAtMs + limits.lateMs, nowMs + limits.soonMs);
    return { ...look, dueAtMs, answeredCount, failedCount: 0 };
  }
  const { failedCount } = look;
  const waitMs = backoffMs(failedCount, { baseMs, maxMs }, random);
  return { ...look, dueAtMs: Math.ceil(nowMs + waitMs), failedCount: failedCount + 1 };
}

/** True when a channel has said how an attempt stands, and will say the same again. */
export function isAnswer({ kind }: AskResult): boolean {
  switch (kind) {
    case "approved":
    case "declined":
    case "never_seen":
      return true;
    case "pending":
    case "unreachable":
      return false;
    default:
      return unreachable(kind);
  }
}
