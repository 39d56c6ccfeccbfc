import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { segmentsOf } from "./segments.ts";

const text = (...args: Parameters<typeof segmentsOf>): string =>
  segmentsOf(...args)
    .map(({ kind, start, end }) => `${kind} ${start}-${end}`)
    .join(", ");

test("what can be seen is drawn, with the room of the rest around it", () => {
  const seen = { start: 10, end: 20 };
  assert.equal(text(100, seen, undefined), "room 0-10, rows 10-20, room 20-100");
  assert.equal(text(20, { start: 0, end: 20 }, undefined), "rows 0-20");
});

test("the row with the focus is drawn wherever it is", () => {
  const seen = { start: 10, end: 20 };
  assert.equal(text(100, seen, 3), "room 0-3, rows 3-4, room 4-10, rows 10-20, room 20-100");
  assert.equal(text(100, seen, 99), "room 0-10, rows 10-20, room 20-99, rows 99-100");
  assert.equal(text(100, seen, 15), "room 0-10, rows 10-20, room 20-100");
  assert.equal(text(100, seen, 20), "room 0-10, rows 10-20, rows 20-21, room 21-100");
});

test("the parts cover the list once, in order", () => {
  const index = fc.nat({ max: 60 });
  fc.assert(
    fc.property(index, index, index, fc.option(index), (count, start, length, focused) => {
      const seen = { start: Math.min(start, count), end: Math.min(start + length, count) };
      const segments = segmentsOf(count, seen, focused ?? undefined);
      const ends = [0, ...segments.map(({ end }) => end)];
      assert.deepEqual(
        segments.map((segment) => segment.start),
        ends.slice(0, -1),
      );
      assert.equal(ends.at(-1), count);
    }),
  );
});
