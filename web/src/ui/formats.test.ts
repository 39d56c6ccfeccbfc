import assert from "node:assert/strict";
import { test } from "node:test";
import { makeFormats } from "./formats.ts";
import { enFormats, zhFormats } from "./test-formats.ts";
import { uiWords } from "./words.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const noonMs = Date.UTC(2026, 10, 21, 12, 30, 7, 340);

const inEnglish = (minorUnits: bigint, currencyCode = "EUR") =>
  enFormats.shortMoney({ currencyCode, minorUnits }).join(" ");
const inChinese = (minorUnits: bigint) =>
  zhFormats.shortMoney({ currencyCode: "CNY", minorUnits }).join(" ");
const inZone = (zone: string) =>
  makeFormats({ language: "en", locale: "en-GB", zone, words: uiWords.en });

test("a duration is told in its one or two largest units", () => {
  const lengths = [0, 999, 1_000, 59_999, minuteMs, hourMs, hourMs + 5 * minuteMs, 50 * hourMs];
  assert.deepEqual(lengths.map(enFormats.duration), [
    "now",
    "now",
    "1 s",
    "59 s",
    "1 min",
    "1 h",
    "1 h 5 min",
    "2 d 2 h",
  ]);
  const chinese = [0, 8_000, hourMs + 5 * minuteMs, 48 * hourMs].map(zhFormats.duration);
  assert.deepEqual(chinese, ["刚刚", "8 秒", "1 小时 5 分钟", "2 天"]);
});

test("an age says ago, except now, also when the clocks disagree", () => {
  assert.deepEqual([-5_000, 0, 8_000].map(enFormats.age), ["now", "now", "8 s ago"]);
  assert.deepEqual([-5_000, 8_000].map(zhFormats.age), ["刚刚", "8 秒前"]);
});

test("time left counts down by the second and stops at zero", () => {
  const left = [-1, 1, 59_000, 898_001, hourMs + 298_000, 167 * hourMs].map(enFormats.countdown);
  assert.deepEqual(left, ["0:00", "0:01", "0:59", "14:59", "1:04:58", "6 d 23 h"]);
});

test("a latency has one decimal only where it says something", () => {
  const words = [0.42, 9.94, 9.96, 38.4, 1_260].map((ms) => enFormats.latency(ms).join(" "));
  assert.deepEqual(words, ["0.4 ms", "9.9 ms", "10 ms", "38 ms", "1.3 s"]);
});

test("a rate has a decimal below ten, and none at rest", () => {
  assert.deepEqual([0, 0.42, 9.94, 412.3].map(enFormats.rate), ["0", "0.4", "9.9", "412"]);
});

test("a share that is not nothing is not told as nothing", () => {
  assert.deepEqual([0, 0.004, 0.1, 1].map(enFormats.percent), ["0%", "<1%", "10%", "100%"]);
});

test("bytes keep three digits and never show a thousand", () => {
  const sizes = [0, 999, 1_000, 99_940, 99_960, 999_499, 999_600, 3_700_000, 5e15];
  assert.deepEqual(sizes.map(enFormats.bytes), [
    "0 B",
    "999 B",
    "1.0 kB",
    "99.9 kB",
    "100 kB",
    "999 kB",
    "1.0 MB",
    "3.7 MB",
    "5000 TB",
  ]);
});

test("small amounts are exact, large ones keep one decimal of what their language counts by", () => {
  assert.equal(inEnglish(81_250n), "812.50 EUR");
  assert.equal(inEnglish(9_623_400n), "96.2 k EUR");
  assert.equal(inEnglish(99_994_900n), "999.9 k EUR");
  assert.equal(inEnglish(99_995_100n), "1.0 M EUR");
  assert.equal(inEnglish(-9_623_400n), "-96.2 k EUR");
  assert.equal(inEnglish(96_234n, "JPY"), "96.2 k JPY");
  assert.equal(inChinese(999_999n), "9,999.99 CNY");
  assert.equal(inChinese(9_623_400n), "9.6 万 CNY");
  assert.equal(inChinese(9_999_490_000n), "9999.5 万 CNY");
  assert.equal(inChinese(9_999_960_000n), "1.0 亿 CNY");
});

test("times of today are told to the tenth of a second, others with their day", () => {
  const yesterdayMs = noonMs - 24 * hourMs;
  assert.equal(enFormats.listTime(noonMs, noonMs + 1_000), "12:30:07.3");
  assert.equal(enFormats.listTime(yesterdayMs, noonMs), "20 Nov, 12:30");
  assert.equal(zhFormats.listTime(noonMs, noonMs), "12:30:07.3");
  assert.equal(zhFormats.listTime(yesterdayMs, noonMs), "11月20日 12:30");
  assert.equal(enFormats.minute(noonMs, noonMs - minuteMs), "12:30");
});

test("a time of another year says which, and the year is that of the zone", () => {
  const lastYearMs = Date.UTC(2025, 10, 20, 12, 30);
  assert.equal(enFormats.minute(lastYearMs, noonMs), "20 Nov 2025, 12:30");
  assert.equal(zhFormats.minute(lastYearMs, noonMs), "2025年11月20日 12:30");
  assert.equal(enFormats.listTime(lastYearMs, noonMs), "20 Nov 2025");
  assert.equal(zhFormats.listTime(lastYearMs, noonMs), "2025年11月20日");
  const newYearMs = Date.UTC(2026, 11, 31, 17);
  assert.equal(enFormats.minute(newYearMs, noonMs), "31 Dec, 17:00");
  assert.equal(inZone("Asia/Shanghai").minute(newYearMs, noonMs), "1 Jan 2027, 01:00");
});

test("midnight is 00, and the same day is the same day of the zone", () => {
  const justAfterMidnightMs = Date.UTC(2026, 10, 21, 0, 0, 5);
  assert.equal(enFormats.clock(justAfterMidnightMs), "00:00:05");
  const shanghai = inZone("Asia/Shanghai");
  assert.equal(shanghai.clock(noonMs), "20:30:07");
  // 23:30 and 00:30 in Shanghai are one day in UTC.
  const [lateMs, earlyMs] = [noonMs + 3 * hourMs, noonMs + 4 * hourMs];
  assert.match(shanghai.minute(lateMs, earlyMs), /21 Nov/);
  assert.doesNotMatch(enFormats.minute(lateMs, earlyMs), /Nov/);
});

test("a whole time names its day and its zone, in each language", () => {
  assert.match(enFormats.wholeTime(noonMs), /Saturday.*21 November 2026.*12:30:07 UTC/);
  assert.match(zhFormats.wholeTime(noonMs), /2026年11月21日星期六.*12:30:07/);
  assert.equal(inZone("Asia/Shanghai").zone, "Asia/Shanghai");
  assert.equal(inZone("local").zone, Intl.DateTimeFormat().resolvedOptions().timeZone);
});

test("names stand in a row as the language has it", () => {
  assert.equal(enFormats.list(["A", "B", "C"]), "A, B and C");
  assert.equal(zhFormats.list(["A", "B", "C"]), "A、B和C");
});
