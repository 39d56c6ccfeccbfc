import { instantOf } from "../form/zoned-time.ts";
import { dayStartMs, dayTextAt } from "./calendar-day.ts";
import type { DayText } from "./calendar-day.ts";

/** Where and when somebody types. */
export interface Clock {
  readonly nowMs: number;
  /** A name of the IANA list. */
  readonly zone: string;
}

/** A day or a minute that was named. */
export interface Moment {
  readonly startMs: number;
  /** Where it is over: a day ends where the next begins, a minute is just its start. */
  readonly endMs: number;
  /** For a day that moves with the clock. */
  readonly day: "today" | "yesterday" | undefined;
  readonly wordCount: number;
}

const datePattern = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const timePattern = /^(\d{1,2}):(\d{2})$/;
const wholePattern = /^\d{4}-\d{2}-\d{2}t\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(z|[+-]\d{2}:\d{2})$/;
const localPattern = /^(\d{4}-\d{2}-\d{2})t(\d{2}:\d{2})$/;

const days: ReadonlyMap<string, Moment["day"]> = new Map([
  ["today", "today"],
  ["今天", "today"],
  ["yesterday", "yesterday"],
  ["昨天", "yesterday"],
]);

/**
 * Reads the day or minute that begins at a lower-case word: "today", "yesterday 14:00", "2026-11-20", "2026-11-20 9:30",
 * "2026-11-20t09:30:00z", "14:00" (of today). "no_such_time" for one that no calendar has; undefined for anything else.
 */
export function readMoment(
  words: readonly string[],
  clock: Clock,
): Moment | "no_such_time" | undefined {
  const [first = ""] = words;
  const [, date, time] = localPattern.exec(first) ?? [];
  if (date !== undefined && time !== undefined) {
    return minuteOn(date, time, { clock, wordCount: 1 });
  }
  if (wholePattern.test(first)) return wholeMoment(first);
  const time1 = timePattern.test(words[1] ?? "") ? words[1] : undefined;
  const named = days.get(first);
  if (named !== undefined) return namedDay(named, time1, clock);
  const day = dateIn(first);
  if (day !== undefined && time1 !== undefined) {
    return minuteOn(day, time1, { clock, wordCount: 2 });
  }
  if (day !== undefined) return wholeDay(day, clock);
  if (!timePattern.test(first)) return undefined;
  return minuteOn(dayTextAt(clock.nowMs, clock.zone), first, { clock, wordCount: 1 });
}

function wholeMoment(text: string): Moment | "no_such_time" {
  const startMs = Date.parse(text.toUpperCase());
  if (Number.isNaN(startMs)) return "no_such_time";
  return { startMs, endMs: startMs, day: undefined, wordCount: 1 };
}

function namedDay(
  day: "today" | "yesterday",
  time: string | undefined,
  clock: Clock,
): Moment | "no_such_time" {
  const startMs = dayStartMs(clock.nowMs, clock.zone, day === "today" ? 0 : -1);
  if (time !== undefined) {
    return minuteOn(dayTextAt(startMs, clock.zone), time, { clock, wordCount: 2 });
  }
  return { startMs, endMs: dayStartMs(startMs, clock.zone, 1), day, wordCount: 1 };
}

function wholeDay(day: DayText, { zone }: Clock): Moment | "no_such_time" {
  const startMs = instantOf(`${day}T00:00`, zone);
  if (startMs === undefined) return "no_such_time";
  return { startMs, endMs: dayStartMs(startMs, zone, 1), day: undefined, wordCount: 1 };
}

function minuteOn(
  day: DayText,
  time: string,
  { clock, wordCount }: { readonly clock: Clock; readonly wordCount: number },
): Moment | "no_such_time" {
  const startMs = instantOf(`${day}T${time.padStart(5, "0")}`, clock.zone);
  if (startMs === undefined) return "no_such_time";
  return { startMs, endMs: startMs, day: undefined, wordCount };
}

/** "2026-11-20" for "2026-11-20" and "2026-1-2". */
function dateIn(word: string): DayText | undefined {
  const [, year, month = "", day = ""] = datePattern.exec(word) ?? [];
  if (year === undefined) return undefined;
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}
