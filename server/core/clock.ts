/** Tells the time in whole milliseconds since the Unix epoch. Never goes backwards. */
export type Clock = () => number;

/** Where a process clock gets its readings: the wall, which jumps, and the monotonic counter, which does not. */
export interface TimeSource {
  readonly wallMs: () => number;
  readonly monotonicMs: () => number;
}

/** A forward jump of the wall beyond this is reported, and adopted slowly. */
const jumpMs = 1_000;
/** While the wall is ahead, the clock runs faster by this share until it has caught up. */
const slewShare = 0.05;

/**
 * The clock of one process: the wall at start plus the monotonic time since. It starts no earlier than `floorMs`, the
 * time of the last stored event. When the wall falls behind (set back by hand or by NTP) nothing happens; when it jumps
 * ahead, `onJump` is told once and the clock runs 5 % faster until it has caught up, so that a wrong wall does not end
 * every hold at once.
 */
export function processClock(
  source: TimeSource,
  options: { readonly floorMs: number; readonly onJump?: (aheadMs: number) => void },
): Clock {
  let readMs = Math.max(source.wallMs(), options.floorMs);
  let monotonicMs = source.monotonicMs();
  let catchingUp = false;
  return () => {
    const nowMonotonicMs = source.monotonicMs();
    const elapsedMs = Math.max(0, nowMonotonicMs - monotonicMs);
    monotonicMs = nowMonotonicMs;
    readMs += elapsedMs;
    const aheadMs = source.wallMs() - readMs;
    if (aheadMs > jumpMs && !catchingUp) {
      catchingUp = true;
      options.onJump?.(aheadMs);
    }
    if (catchingUp) {
      readMs += Math.min(elapsedMs * slewShare, Math.max(0, aheadMs));
      catchingUp = aheadMs > 0;
    }
    return Math.floor(readMs);
  };
}
