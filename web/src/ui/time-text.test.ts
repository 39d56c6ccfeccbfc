import assert from "node:assert/strict";
import { test } from "node:test";
import { listTimeText, millisecondsOf, minuteText } from "./time-text.ts";

const noon = new Date(2026, 10, 21, 12, 30, 7, 340).getTime();
const dayMs = 24 * 60 * 60 * 1_000;

test("times of today are told to the tenth of a second, others with their day", () => {
  assert.match(listTimeText(noon, noon + 1_000), /^12:30:07[.,]3$/);
  assert.match(listTimeText(noon, noon + dayMs), /21/);
  assert.doesNotMatch(listTimeText(noon, noon + dayMs), /07/);
});

test("a moment of today is told to the minute", () => {
  assert.equal(minuteText(noon, noon - 60_000), "12:30");
});

test("a time of the API becomes milliseconds, and an unset one stays unset", () => {
  const at = { $typeName: "google.protobuf.Timestamp", seconds: 12n, nanos: 345_999_999 } as const;
  assert.equal(millisecondsOf(at), 12_345);
  assert.equal(millisecondsOf(undefined), undefined);
});
