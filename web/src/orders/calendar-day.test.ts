import assert from "node:assert/strict";
import { test } from "node:test";
import { dayStartMs, dayTextAt } from "./calendar-day.ts";

const at = (text: string): number => Date.parse(text);

test("a day begins where its zone says, also when it has 23 or 25 hours", () => {
  const berlin = "Europe/Berlin";
  assert.equal(dayStartMs(at("2026-11-20T22:59:59Z"), berlin), at("2026-11-19T23:00:00Z"));
  assert.equal(dayStartMs(at("2026-11-20T23:00:00Z"), berlin), at("2026-11-20T23:00:00Z"));
  assert.equal(dayStartMs(at("2026-03-29T12:00:00Z"), berlin), at("2026-03-28T23:00:00Z"));
  assert.equal(dayStartMs(at("2026-03-29T12:00:00Z"), berlin, 1), at("2026-03-29T22:00:00Z"));
  assert.equal(dayStartMs(at("2026-01-01T12:00:00Z"), "UTC", -1), at("2025-12-31T00:00:00Z"));
});

test("days are counted over the ends of months and years", () => {
  assert.equal(dayTextAt(at("2024-02-28T23:30:00Z"), "UTC", 1), "2024-02-29");
  assert.equal(dayTextAt(at("2024-02-28T23:30:00Z"), "Asia/Shanghai", 0), "2024-02-29");
  assert.equal(dayTextAt(at("2026-01-01T00:00:00Z"), "UTC", -1), "2025-12-31");
});
