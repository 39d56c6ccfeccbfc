import type { MetricsPoint } from "#gen/sluice/live/v1/live_pb.ts";
import type { TimedPoint } from "../live/metrics-ring.ts";

/** Stretches of a sparkline, and how long one is: three minutes in all. */
export const sparkCount = 36;
const stretchMs = 5_000;

/**
 * The last three minutes as means of 5 s, oldest first; undefined where there is no point. Stretches are cut by the clock, so that a
 * mean stays what it is as time goes on, and only the last one is unfinished: it is left out.
 */
export function sparkValues(
  points: readonly TimedPoint[],
  of: (point: MetricsPoint) => number | undefined,
): readonly (number | undefined)[] {
  const lastMs = points.at(-1)?.atMs ?? 0;
  const end = Math.floor(lastMs / stretchMs);
  const sums = Array.from({ length: sparkCount }, () => ({ sum: 0, count: 0 }));
  for (const { atMs, point } of points) {
    // A point stands for the second that ends with it.
    const stretch = sums[Math.floor((atMs - 1) / stretchMs) - end + sparkCount];
    const value = stretch && of(point);
    if (stretch === undefined || value === undefined) continue;
    stretch.sum += value;
    stretch.count += 1;
  }
  return sums.map(({ sum, count }) => (count === 0 ? undefined : sum / count));
}

/** The highest of values; lines of one picture share it, so that they can be compared. */
export function sparkTop(values: readonly (number | undefined)[]): number {
  return Math.max(...values.map((value) => value ?? 0), Number.MIN_VALUE);
}

/** An SVG path through values, in a box of `sparkCount - 1` by 1 from 0 to `top`; gaps stay open. */
export function sparkPath(values: readonly (number | undefined)[], top: number): string {
  let pen = "M";
  let path = "";
  for (const [index, value] of values.entries()) {
    if (value === undefined) {
      pen = "M";
      continue;
    }
    path += `${pen}${index} ${(1 - value / top).toFixed(3)}`;
    pen = "L";
  }
  return path;
}
