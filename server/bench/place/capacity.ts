import { progress, short } from "../report.ts";
import type { StretchResult } from "./open-loop.ts";

/** A stretch of load with what it cost the server. */
export interface Probe extends StretchResult {
  readonly ratePerSecond: number;
  /** Core time of the server per answered call. */
  readonly cpuMicrosPerCall: number;
  /** Share of the server's core that went to other programs. */
  readonly foreignShare: number;
}

export interface Capacity {
  /** The highest rate of accepted orders that followed the offered rate. */
  readonly acceptedPerSecond: number;
  readonly sendLagP99Ms: number;
}

const probesMax = 16;
/** The search ends when the bounds are this close. */
const precision = 0.04;
/** A failure while other programs took more of the core than this says nothing, and is not counted. */
const foreignMaxShare = 0.1;
const followsShare = 0.97;
const latencyMaxMs = 250;

/**
 * Raises the offered rate until accepted orders no longer follow it, then halves the gap. "Follows": at least 97 % of what was
 * offered is answered in time, nothing is refused for want of room, and p99 stays below 250 ms: no queue builds up. A rate has
 * failed when it failed twice: one stall of a shared machine must not end the search far below the truth.
 */
export async function findCapacity(
  probe: (ratePerSecond: number) => Promise<Probe>,
  firstGuess: number,
): Promise<Capacity> {
  let best: Probe | undefined;
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let rate = firstGuess;
  let doubted = 0;
  for (let count = 0; count < probesMax && !isClose(low, high); count += 1) {
    const result = await probe(rate);
    const sustained = follows(result);
    tell(result, sustained);
    if (sustained) {
      if (best === undefined || result.acceptedPerSecond > best.acceptedPerSecond) best = result;
      low = rate;
    } else if (result.foreignShare > foreignMaxShare) continue;
    else if (rate === doubted) high = rate;
    doubted = rate;
    if (sustained || rate === high) rate = nextRate(low, high);
  }
  if (best === undefined) throw new Error("the server sustained none of the rates that were tried");
  const { acceptedPerSecond, sendLagP99Ms } = best;
  return { acceptedPerSecond, sendLagP99Ms };
}

function isClose(low: number, high: number): boolean {
  return high - low <= precision * low;
}

function follows(result: Probe): boolean {
  const { acceptedPerSecond, replayedPerSecond, refusedPerSecond } = result;
  const answeredPerSecond = acceptedPerSecond + replayedPerSecond + refusedPerSecond;
  return (
    !result.gaveUp &&
    answeredPerSecond >= followsShare * result.offeredPerSecond &&
    result.errorsPerSecond === 0 &&
    result.totals["refused:resource_exhausted"] === undefined &&
    result.latencyMs.p99 < latencyMaxMs
  );
}

function nextRate(low: number, high: number): number {
  if (low === 0) return high / 1.3;
  return high === Number.POSITIVE_INFINITY ? low * 1.15 : (low + high) / 2;
}

function tell(result: Probe, sustained: boolean): void {
  const { acceptedPerSecond, latencyMs, cpuMicrosPerCall, foreignShare, sendLagP99Ms } = result;
  progress(
    `    ${short(result.ratePerSecond)}/s: ${sustained ? "follows" : "does not follow"}` +
      `, accepted ${short(acceptedPerSecond)}/s, p99 ${short(latencyMs.p99)} ms` +
      `, ${short(cpuMicrosPerCall)} us of core per call, others ${short(foreignShare * 100)} %` +
      `, send lag p99 ${short(sendLagP99Ms)} ms`,
  );
}
