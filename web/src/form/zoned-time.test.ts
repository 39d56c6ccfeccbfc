import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { instantOf, wallText } from "./zoned-time.ts";

const table: readonly (readonly [string, string, string | undefined])[] = [
  ["2026-11-26T10:00", "UTC", "2026-11-26T10:00:00Z"],
  ["2026-11-26T10:00", "Europe/Berlin", "2026-11-26T09:00:00Z"],
  ["2026-07-01T10:00", "Europe/Berlin", "2026-07-01T08:00:00Z"],
  ["2026-11-26T10:00", "Asia/Shanghai", "2026-11-26T02:00:00Z"],
  ["2026-11-26T10:00:30", "America/New_York", "2026-11-26T15:00:30Z"],
  ["2026-11-26T10:00", "Asia/Kathmandu", "2026-11-26T04:15:00Z"],
  ["2026-11-26T00:00", "Pacific/Kiritimati", "2026-11-25T10:00:00Z"],
  // Shown twice: the first. Berlin goes back from 3 to 2, Lord Howe by half an hour.
  ["2026-10-25T02:30", "Europe/Berlin", "2026-10-25T00:30:00Z"],
  ["2026-04-05T01:45", "Australia/Lord_Howe", "2026-04-04T14:45:00Z"],
  // Never shown: as far after the change.
  ["2026-03-29T02:30", "Europe/Berlin", "2026-03-29T01:30:00Z"],
  ["2026-03-08T02:30", "America/New_York", "2026-03-08T07:30:00Z"],
  ["2026-02-30T10:00", "UTC", undefined],
  ["0002-11-26T10:00", "UTC", undefined],
  ["tomorrow", "UTC", undefined],
  ["", "UTC", undefined],
];

for (const [wall, zone, utc] of table) {
  test(`"${wall}" in ${zone} is ${utc ?? "no time"}`, () =>
    assert.equal(instantOf(wall, zone), utc === undefined ? undefined : Date.parse(utc)));
}

test("what the clocks show at an instant is that instant again, unless they show it twice", () => {
  const zones = [
    "UTC",
    "Europe/Berlin",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "Asia/Shanghai",
  ];
  const seconds = fc.integer({ min: 0, max: 4_102_444_800 });
  fc.assert(
    fc.property(seconds, fc.constantFrom(...zones), (atSeconds, zone) => {
      const atMs = atSeconds * 1_000;
      const wall = wallText(atMs, zone);
      const again = instantOf(wall, zone) ?? Number.NaN;
      // Never another wall, and never later: of two instants the first is meant.
      assert.equal(wallText(again, zone), wall);
      assert(again <= atMs && atMs - again <= 3_600_000);
    }),
  );
});
