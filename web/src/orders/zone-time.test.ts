import assert from "node:assert/strict";
import { test } from "node:test";
import { dayStartMs, localTimeOf, momentOf } from "./zone-time.ts";

const at = (text: string): number => Date.parse(text);
const local = (year: number, month: number, day: number, hour = 0, minute = 0) => ({
  year,
  month,
  day,
  hour,
  minute,
});

test("a local time is the moment at which clocks of its zone show it", () => {
  const cases = [
    ["UTC", local(2026, 11, 20, 14, 30), "2026-11-20T14:30:00Z"],
    ["Europe/Berlin", local(2026, 11, 20, 14, 30), "2026-11-20T13:30:00Z"],
    ["Europe/Berlin", local(2026, 7, 1), "2026-06-30T22:00:00Z"],
    ["Asia/Kolkata", local(2026, 1, 1), "2025-12-31T18:30:00Z"],
    ["America/Los_Angeles", local(2026, 11, 20, 23, 59), "2026-11-21T07:59:00Z"],
    ["Asia/Shanghai", local(2024, 2, 29, 8), "2024-02-29T00:00:00Z"],
  ] as const;
  for (const [zone, time, moment] of cases) {
    assert.equal(momentOf(time, zone), at(moment), `${zone} ${moment}`);
    assert.deepEqual(localTimeOf(at(moment), zone), time);
  }
});

test("a time that clocks skip counts as if they had not, and of one that they show twice it is the first", () => {
  // Berlin, 2026: 02:00 becomes 03:00 on 29 March; 03:00 becomes 02:00 on 25 October.
  assert.equal(momentOf(local(2026, 3, 29, 2, 30), "Europe/Berlin"), at("2026-03-29T01:30:00Z"));
  assert.equal(momentOf(local(2026, 10, 25, 2, 30), "Europe/Berlin"), at("2026-10-25T00:30:00Z"));
});

test("days and times that no calendar has are no moments", () => {
  for (const time of [
    local(2026, 2, 31),
    local(2026, 13, 1),
    local(2026, 0, 1),
    local(2026, 1, 0),
    local(2025, 2, 29),
    local(50, 1, 1),
    local(2026, 1, 1, 24),
    local(2026, 1, 1, 9, 60),
  ]) {
    assert.equal(momentOf(time, "UTC"), undefined, JSON.stringify(time));
  }
});

test("a day begins where its zone says, also when it has 23 or 25 hours", () => {
  const berlin = "Europe/Berlin";
  assert.equal(dayStartMs(at("2026-11-20T22:59:59Z"), berlin), at("2026-11-19T23:00:00Z"));
  assert.equal(dayStartMs(at("2026-11-20T23:00:00Z"), berlin), at("2026-11-20T23:00:00Z"));
  assert.equal(dayStartMs(at("2026-03-29T12:00:00Z"), berlin), at("2026-03-28T23:00:00Z"));
  assert.equal(dayStartMs(at("2026-03-29T12:00:00Z"), berlin, 1), at("2026-03-29T22:00:00Z"));
  assert.equal(dayStartMs(at("2026-01-01T12:00:00Z"), "UTC", -1), at("2025-12-31T00:00:00Z"));
});
