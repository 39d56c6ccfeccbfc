import type { UiWords } from "./words.ts";

/** Lengths of time, in ms. */
export interface DurationFormats {
  /** In its one or two largest units: "now", "8 s", "2 min", "1 h 5 min", "3 d 2 h". */
  readonly duration: (ms: number) => string;
  /** How old something is: "now", "8 s ago". A time ahead of the clock counts as now. */
  readonly age: (ms: number) => string;
  /** Time left as a clock shows it: "14:58", "1:04:58", and from a day on "6 d 23 h". Never below "0:00". */
  readonly countdown: (ms: number) => string;
}

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** The formats of lengths of time in the words of a language. */
export function durationFormats(words: UiWords["time"]): DurationFormats {
  const { now, seconds, minutes, hours, days } = words;
  const two = (large: string, restMs: number, unitMs: number, unit: (digits: string) => string) =>
    restMs < unitMs ? large : words.two(large, unit(whole(restMs, unitMs)));
  const duration = (ms: number): string => {
    if (ms < secondMs) return now;
    if (ms < minuteMs) return seconds(whole(ms, secondMs));
    if (ms < hourMs) return minutes(whole(ms, minuteMs));
    if (ms < dayMs) return two(hours(whole(ms, hourMs)), ms % hourMs, minuteMs, minutes);
    return two(days(whole(ms, dayMs)), ms % dayMs, hourMs, hours);
  };
  return {
    duration,
    age: (ms) => (ms < secondMs ? now : words.ago(duration(ms))),
    countdown: (ms) => (ms >= dayMs ? duration(ms) : clockOf(ms)),
  };
}

function whole(ms: number, unitMs: number): string {
  return String(Math.floor(ms / unitMs));
}

function clockOf(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / secondMs));
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  const tail = pair(seconds % 60);
  return hours > 0 ? `${hours}:${pair(minutes)}:${tail}` : `${minutes}:${tail}`;
}

function pair(value: number): string {
  return String(value).padStart(2, "0");
}
