import type { MetricsPoint } from "#gen/sluice/live/v1/live_pb.ts";
import type { TimedPoint } from "../live/metrics-ring.ts";
import type { Amount } from "../ui/money-text.ts";

/** What the server did, added up. Windows end with the newest point. */
export interface LastMinute {
  /** Orders placed in the last 60 s. */
  readonly placed: number;
  /** Orders refused in the last 60 s, the most frequent reason first. */
  readonly refused: readonly { readonly reason: string; readonly count: number }[];
  readonly refusedTotal: number;
  /** Value placed in the last 60 s, the currency of most orders' value first. */
  readonly revenue: readonly Amount[];
  /** Time of PlaceOrder in the last 5 s, in ms: p50 the mean of the seconds', p99 the highest. Undefined without an order. */
  readonly place: { readonly p50Ms: number; readonly p99Ms: number } | undefined;
  /** Units, now. */
  readonly held: bigint;
  readonly sold: bigint;
  /** Seconds of the last 60 that were seen. */
  readonly seconds: number;
}

const minuteMs = 60_000;
const shortMs = 5_000;

/** Adds up the last minute; undefined before the first point. */
export function lastMinute(points: readonly TimedPoint[]): LastMinute | undefined {
  const last = points.at(-1);
  if (last === undefined) return undefined;
  const within = (ms: number): readonly MetricsPoint[] =>
    points.filter(({ atMs }) => atMs > last.atMs - ms).map(({ point }) => point);
  const minute = within(minuteMs);
  const refused = countRefused(minute);
  return {
    placed: sum(minute, ({ placedCount }) => placedCount),
    refused,
    refusedTotal: refused.reduce((total, { count }) => total + count, 0),
    revenue: addRevenue(minute),
    place: placeTimes(within(shortMs)),
    held: last.point.heldUnits,
    sold: last.point.soldUnits,
    seconds: minute.length,
  };
}

/** Orders of a second that were refused, for whatever reason. */
export function refusedOf(point: MetricsPoint): number {
  return Number(point.refused.reduce((total, { count }) => total + count, 0n));
}

function countRefused(points: readonly MetricsPoint[]): LastMinute["refused"] {
  const counts = new Map<string, number>();
  for (const { refused } of points) {
    for (const { reason, count } of refused) {
      counts.set(reason, (counts.get(reason) ?? 0) + Number(count));
    }
  }
  return [...counts]
    .map(([reason, count]) => ({ reason, count }))
    .toSorted((left, right) => right.count - left.count);
}

function addRevenue(points: readonly MetricsPoint[]): readonly Amount[] {
  const sums = new Map<string, bigint>();
  for (const { revenue } of points) {
    for (const { currencyCode, minorUnits } of revenue) {
      sums.set(currencyCode, (sums.get(currencyCode) ?? 0n) + minorUnits);
    }
  }
  return [...sums]
    .map(([currencyCode, minorUnits]) => ({ currencyCode, minorUnits }))
    .toSorted((left, right) => (right.minorUnits > left.minorUnits ? 1 : -1));
}

function placeTimes(points: readonly MetricsPoint[]): LastMinute["place"] {
  const measured = points.filter(({ placeP99Us }) => placeP99Us > 0n);
  if (measured.length === 0) return undefined;
  const p50Us = sum(measured, ({ placeP50Us }) => placeP50Us) / measured.length;
  const p99Us = Math.max(...measured.map(({ placeP99Us }) => Number(placeP99Us)));
  return { p50Ms: p50Us / 1_000, p99Ms: p99Us / 1_000 };
}

function sum(points: readonly MetricsPoint[], of: (point: MetricsPoint) => bigint): number {
  return Number(points.reduce((total, point) => total + of(point), 0n));
}
