import type { TimedPoint } from "../live/metrics-ring.ts";
import { refusedOf } from "./last-minute.ts";

/** Columns of equal length: times in s, then one column a series; null where there is nothing. */
export type ChartColumns = readonly [
  times: number[],
  first: (number | null)[],
  second: (number | null)[],
];

/** A chart shows whole minutes, at least this many. */
const minutesMin = 3;
/** Rates are means of this many seconds: single seconds are noise. */
const smoothSeconds = 5;

/** How much a chart shows of points that span `seconds`: whole minutes, so that its scale moves once a minute and not all the time. */
export function windowSeconds(seconds: number): number {
  return Math.max(minutesMin, Math.ceil(seconds / 60)) * 60;
}

/** Orders placed and refused a second, each a mean of the 5 s that end there. */
export function rateColumns(points: readonly TimedPoint[]): ChartColumns {
  const placed = points.map(({ point }) => Number(point.placedCount));
  const refused = points.map(({ point }) => refusedOf(point));
  return [times(points), smoothed(points, placed), smoothed(points, refused)];
}

/** The 50th and 99th percentile of the time of PlaceOrder, in ms, by the second. */
export function timeColumns(points: readonly TimedPoint[]): ChartColumns {
  return [
    times(points),
    points.map(({ point }) => msOf(point.placeP50Us)),
    points.map(({ point }) => msOf(point.placeP99Us)),
  ];
}

/** One minute of the table that says the same as the charts. */
export interface MinuteRow {
  readonly startMs: number;
  readonly placed: number;
  readonly refused: number;
  readonly p50Ms: number | undefined;
  readonly p99Ms: number | undefined;
}

/** The points by the minute of the clock, newest first. p50 is the mean of the seconds', p99 the highest. */
export function minuteRows(points: readonly TimedPoint[]): readonly MinuteRow[] {
  const minutes = Map.groupBy(points, ({ atMs }) => Math.floor((atMs - 1) / 60_000));
  return [...minutes]
    .map(([minute, inside]) => {
      const p50s = measured(inside, (each) => each.point.placeP50Us);
      const p99s = measured(inside, (each) => each.point.placeP99Us);
      return {
        startMs: minute * 60_000,
        placed: total(inside.map(({ point }) => Number(point.placedCount))),
        refused: total(inside.map(({ point }) => refusedOf(point))),
        p50Ms: p50s.length === 0 ? undefined : total(p50s) / p50s.length,
        p99Ms: p99s.length === 0 ? undefined : Math.max(...p99s),
      };
    })
    .toReversed();
}

function msOf(us: bigint): number | null {
  return us === 0n ? null : Number(us) / 1_000;
}

function times(points: readonly TimedPoint[]): number[] {
  return points.map(({ atMs }) => atMs / 1_000);
}

/** A running mean; points before a gap (the server was away) do not count for those after it. */
function smoothed(points: readonly TimedPoint[], values: readonly number[]): number[] {
  return values.map((_, index) => {
    const endMs = points[index]?.atMs ?? 0;
    let sum = 0;
    let count = 0;
    for (let back = index; back >= 0 && back > index - smoothSeconds; back -= 1) {
      if ((points[back]?.atMs ?? 0) <= endMs - smoothSeconds * 1_000) break;
      sum += values[back] ?? 0;
      count += 1;
    }
    return sum / count;
  });
}

function measured(
  points: readonly TimedPoint[],
  of: (point: TimedPoint) => bigint,
): readonly number[] {
  return points.map((point) => Number(of(point)) / 1_000).filter((ms) => ms > 0);
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
