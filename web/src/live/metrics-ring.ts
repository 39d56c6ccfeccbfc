import type { MetricsPoint } from "#gen/sluice/live/v1/live_pb.ts";
import { millisecondsOf } from "../ui/time-text.ts";

/** A point of metrics with its time, the end of its second by the server's clock, in ms. */
export interface TimedPoint {
  readonly atMs: number;
  readonly point: MetricsPoint;
}

const pointsMax = 900;

/**
 * The points with new ones added, oldest first, the last 15 minutes. The first message of every stream carries the whole history:
 * points that are there already are not doubled. The same array when nothing is new.
 */
export function addPoints(
  points: readonly TimedPoint[],
  added: readonly MetricsPoint[],
): readonly TimedPoint[] {
  const timed = added.flatMap((point) => {
    const atMs = millisecondsOf(point.at);
    return atMs === undefined ? [] : [{ atMs, point }];
  });
  if (timed.length === 0) return points;
  const lastMs = points.at(-1)?.atMs ?? Number.NEGATIVE_INFINITY;
  if (timed.every(({ atMs }) => atMs > lastMs)) return [...points, ...timed].slice(-pointsMax);
  const byTime = new Map([...points, ...timed].map((each) => [each.atMs, each]));
  const merged = [...byTime.values()].toSorted((left, right) => left.atMs - right.atMs);
  return merged.slice(-pointsMax);
}
