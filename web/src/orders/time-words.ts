import { readMoment } from "./read-moment.ts";
import type { Clock, Moment } from "./read-moment.ts";
import { between, lastCountMax } from "./time-span.ts";
import type { TimeSpan, TimeUnit } from "./time-span.ts";

/** What words say about time, and how many of them say it. */
export type TimeRead =
  | { readonly kind: "span"; readonly span: TimeSpan; readonly wordCount: number }
  /** They mean a time, and there is none such: "2026-02-31", "15:00 .. 14:00". */
  | { readonly kind: "no_such_time"; readonly wordCount: number };

/**
 * Reads the time that begins at a word, as far as it goes: "today", "last 2 h", "2h", "2026-11-20", "14:00 .. 15:30",
 * "from 2026-11-20 14:00 to yesterday", "before 2026-11-22", "最近 2小时". Days are whole: up to one means up to its end. A minute
 * alone means since then. Undefined when the word begins no time.
 */
export function readTime(words: readonly string[], clock: Clock): TimeRead | undefined {
  const lower = words.map((word) => word.toLowerCase());
  return readLast(lower) ?? readUpTo(lower, clock) ?? readFrom(lower, clock);
}

const lastWords = new Set(["last", "past", "最近", "过去", "近"]);
const fromWords = new Set(["from", "since", "after", "从", "自"]);
const joinWords = new Set(["..", "to", "until", "till", "-", "–", "到", "至"]);
const beforeWord = new Set(["before", "早于"]);

const units: ReadonlyMap<string, readonly [unit: TimeUnit, factor: number]> = new Map(
  (
    [
      ["min", 1, ["m", "min", "mins", "minute", "minutes", "分", "分钟"]],
      ["h", 1, ["h", "hr", "hrs", "hour", "hours", "小时", "个小时"]],
      ["d", 1, ["d", "day", "days", "天", "日"]],
      ["d", 7, ["w", "week", "weeks", "周", "个星期"]],
    ] as const
  ).flatMap(([unit, factor, names]) => names.map((name) => [name, [unit, factor]] as const)),
);

/** "last 2 h", "last 2h", "last hour", "2h", "2 hours". */
function readLast(words: readonly string[]): TimeRead | undefined {
  const said = lastWords.has(words[0] ?? "");
  const [head = "", next = ""] = said ? words.slice(1) : words;
  const [, digits, attached] = /^(\d{1,5})(\D*)$/.exec(head) ?? [];
  const name = digits === undefined ? head : attached || next;
  const unit = units.get(name);
  if (unit === undefined || (digits === undefined && !said)) return undefined;
  const count = Number(digits ?? 1) * unit[1];
  const wordCount = Number(said) + (digits !== undefined && attached === "" ? 2 : 1);
  if (count < 1 || count > lastCountMax) return { kind: "no_such_time", wordCount };
  return { kind: "span", span: { kind: "last", count, unit: unit[0] }, wordCount };
}

/** "before 2026-11-22" ends where the day begins; "until 2026-11-22" and ".. 2026-11-22" where it is over. */
function readUpTo(words: readonly string[], clock: Clock): TimeRead | undefined {
  const [first = ""] = words;
  const exclusive = beforeWord.has(first);
  if (!exclusive && !joinWords.has(first)) return undefined;
  const moment = readMoment(words.slice(1), clock);
  if (moment === undefined) return undefined;
  if (moment === "no_such_time") return { kind: moment, wordCount: 2 };
  const beforeMs = exclusive ? moment.startMs : moment.endMs;
  return spanOf(between(undefined, beforeMs), moment.wordCount + 1);
}

/** "2026-11-20", "2026-11-20 ..", "from 14:00", "14:00 to 15:30". */
function readFrom(words: readonly string[], clock: Clock): TimeRead | undefined {
  const said = fromWords.has(words[0] ?? "");
  const rest = said ? words.slice(1) : words;
  const from = readMoment(rest, clock);
  if (from === undefined) return undefined;
  if (from === "no_such_time") return { kind: from, wordCount: Number(said) + 1 };
  const fromCount = Number(said) + from.wordCount;
  const [join = "", ...after] = rest.slice(from.wordCount);
  const to = joinWords.has(join) ? readMoment(after, clock) : undefined;
  if (to === "no_such_time") return { kind: to, wordCount: fromCount + 2 };
  if (to !== undefined) {
    return spanOf(between(from.startMs, to.endMs), fromCount + 1 + to.wordCount);
  }
  // An open end is said with dots; "2026-11-20 to" is left to be finished.
  const open = join === "..";
  return spanOf(openSpan(from, said || open), fromCount + Number(open));
}

function openSpan(from: Moment, open: boolean): TimeSpan | undefined {
  if (open || from.startMs === from.endMs) return between(from.startMs, undefined);
  return from.day === undefined
    ? between(from.startMs, from.endMs)
    : { kind: "day", day: from.day };
}

function spanOf(span: TimeSpan | undefined, wordCount: number): TimeRead {
  return span === undefined
    ? { kind: "no_such_time", wordCount }
    : { kind: "span", span, wordCount };
}
