import assert from "node:assert/strict";
import { test } from "node:test";
import { adjustPreview, stockMaxUnits } from "./adjust-preview.ts";

const item = { onHand: 10n, held: 4n };

test("units that come or go change what is on hand and what is available", () => {
  assert.deepEqual(adjustPreview(item, 5n), {
    onHand: 15n,
    available: 11n,
    takeMax: 6n,
    verdict: "fine",
  });
  assert.deepEqual(adjustPreview(item, -6n), {
    onHand: 4n,
    available: 0n,
    takeMax: 6n,
    verdict: "fine",
  });
});

test("what is held cannot be taken", () => {
  const preview = adjustPreview(item, -7n);
  assert.equal(preview.verdict, "below_held");
  assert.equal(preview.available, -1n);
});

test("a step of nothing is no adjustment", () => {
  assert.equal(adjustPreview(item, 0n).verdict, "no_change");
});

test("an item holds a billion units at most", () => {
  assert.equal(adjustPreview(item, stockMaxUnits - 10n).verdict, "fine");
  assert.equal(adjustPreview(item, stockMaxUnits - 9n).verdict, "too_large");
});
