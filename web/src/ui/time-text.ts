import type { Timestamp } from "@bufbuild/protobuf/wkt";

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: "medium", hourCycle: "h23" });
const clockWithTenths = new Intl.DateTimeFormat(undefined, {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 1,
  hourCycle: "h23",
});
const dayAndMinute = new Intl.DateTimeFormat(undefined, {
  month: "short",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});
const whole = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "long" });

/** Time of day to the second, "22:41:07". */
export function clockText(ms: number): string {
  return clock.format(ms);
}

/** A time in a list: to the tenth of a second today, "22:41:07.3"; with its day otherwise, "Nov 20, 22:41". */
export function listTimeText(ms: number, nowMs: number): string {
  return isSameDay(ms, nowMs) ? clockWithTenths.format(ms) : dayAndMinute.format(ms);
}

/** A time that will come or has gone: to the minute, with its day unless that is today. */
export function minuteText(ms: number, nowMs: number): string {
  return isSameDay(ms, nowMs) ? clock.format(ms).slice(0, -3) : dayAndMinute.format(ms);
}

/** Day, date, time and zone, for titles. */
export function wholeTimeText(ms: number): string {
  return whole.format(ms);
}

/** Milliseconds since 1970, with the fraction cut; undefined for a time that is not set. */
export function millisecondsOf(at: Timestamp | undefined): number | undefined {
  return at && Number(at.seconds) * 1_000 + Math.floor(at.nanos / 1e6);
}

function isSameDay(leftMs: number, rightMs: number): boolean {
  return new Date(leftMs).toDateString() === new Date(rightMs).toDateString();
}
