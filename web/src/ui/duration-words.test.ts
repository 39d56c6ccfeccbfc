import assert from "node:assert/strict";
import { test } from "node:test";
import { ageWords, countdown, durationWords, latencyWords } from "./duration-words.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

test("a duration is told in its one or two largest units", () => {
  const lengths = [0, 999, 1_000, 59_999, minuteMs, hourMs, hourMs + 5 * minuteMs, 50 * hourMs];
  const words = ["now", "now", "1 s", "59 s", "1 min", "1 h", "1 h 5 min", "2 d 2 h"];
  assert.deepEqual(lengths.map(durationWords), words);
});

test("an age says ago, except now, also when the clocks disagree", () => {
  assert.deepEqual([-5_000, 0, 8_000].map(ageWords), ["now", "now", "8 s ago"]);
});

test("time left counts down by the second and stops at zero", () => {
  assert.deepEqual([-1, 1, 59_000, 898_001, hourMs + 298_000, 167 * hourMs].map(countdown), [
    "0:00",
    "0:01",
    "0:59",
    "14:59",
    "1:04:58",
    "6 d 23 h",
  ]);
});

test("a latency has one decimal only where it says something", () => {
  const words = [0.42, 9.94, 9.96, 38.4, 1_260].map((ms) => latencyWords(ms).join(" "));
  assert.deepEqual(words, ["0.4 ms", "9.9 ms", "10 ms", "38 ms", "1.3 s"]);
});
