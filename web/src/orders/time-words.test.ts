import assert from "node:assert/strict";
import { test } from "node:test";
import { boundsOf } from "./time-span.ts";
import { readTime } from "./time-words.ts";

/** In Berlin it is half past three in the afternoon. */
const clock = { nowMs: Date.parse("2026-11-26T14:30:00Z"), zone: "Europe/Berlin" };

/** "from/before" in UTC to the minute, and how many words were read. */
function read(text: string): string {
  const time = readTime(text.split(" "), clock);
  if (time === undefined) return "no time";
  if (time.kind === "no_such_time") return `no such time, ${time.wordCount}`;
  const { fromMs, beforeMs } = boundsOf(time.span, clock.nowMs, clock.zone);
  return `${minute(fromMs)}/${minute(beforeMs)}, ${time.wordCount}`;
}

function minute(ms: number | undefined): string {
  return ms === undefined ? "" : new Date(ms).toISOString().slice(5, 16);
}

const cases: Readonly<Record<string, string>> = {
  today: "11-25T23:00/, 1",
  Yesterday: "11-24T23:00/11-25T23:00, 1",
  今天: "11-25T23:00/, 1",
  "last 2 h": "11-26T12:30/, 3",
  "Last 2h": "11-26T12:30/, 2",
  "last hour": "11-26T13:30/, 2",
  "past 15 minutes": "11-26T14:15/, 3",
  "2h": "11-26T12:30/, 1",
  "3 days": "11-23T14:30/, 2",
  "last week": "11-19T14:30/, 2",
  "最近 2小时": "11-26T12:30/, 2",
  "2026-11-20": "11-19T23:00/11-20T23:00, 1",
  "2026-11-20 14:00": "11-20T13:00/, 2",
  "2026-11-20T14:00": "11-20T13:00/, 1",
  "2026-11-20T14:00:00Z": "11-20T14:00/, 1",
  "14:00": "11-26T13:00/, 1",
  "yesterday 9:15": "11-25T08:15/, 2",
  "14:00 .. 15:30": "11-26T13:00/11-26T14:30, 3",
  "from 14:00 to 15:30": "11-26T13:00/11-26T14:30, 4",
  "2026-11-20 .. 2026-11-22": "11-19T23:00/11-22T23:00, 3",
  "2026-11-20 18:00 - 2026-11-21 06:00": "11-20T17:00/11-21T05:00, 5",
  "yesterday to today": "11-24T23:00/11-26T23:00, 3",
  "2026-11-20 ..": "11-19T23:00/, 2",
  "since yesterday": "11-24T23:00/, 2",
  ".. 2026-11-22": "/11-22T23:00, 2",
  "until 2026-11-22": "/11-22T23:00, 2",
  "before 2026-11-22": "/11-21T23:00, 2",
  "从 昨天 到 今天": "11-24T23:00/11-26T23:00, 4",
  "today placed": "11-25T23:00/, 1",
  "2026-11-20 DROP-01": "11-19T23:00/11-20T23:00, 1",
  "14:00 to": "11-26T13:00/, 1",
  "last 0 h": "no such time, 3",
  "99999 days": "no such time, 2",
  "2026-02-31": "no such time, 1",
  "25:00": "no such time, 1",
  "15:30 .. 14:00": "no such time, 3",
  "14:00 to 14:61": "no such time, 3",
  "before 2026-13-01": "no such time, 2",
  last: "no time",
  "last DROP-01": "no time",
  hours: "no time",
  "2026": "no time",
  "2026-11": "no time",
  "14:0": "no time",
  "to DROP-01": "no time",
  from: "no time",
  "": "no time",
};

test("times that people type are read, in their zone, as far as they go", () => {
  for (const [text, expected] of Object.entries(cases)) assert.equal(read(text), expected, text);
});
