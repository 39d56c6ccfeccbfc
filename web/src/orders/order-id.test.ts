import assert from "node:assert/strict";
import { test } from "node:test";
import { isIdHead, isUuid, placedAround } from "./order-id.ts";

const id = "019ac0de-1234-7abc-8def-0123456789ab";

test("only a whole id in lower case is an id", () => {
  assert(isUuid(id));
  for (const text of [id.slice(1), `${id}0`, id.toUpperCase(), id.replaceAll("-", ""), ""]) {
    assert(!isUuid(text), text);
  }
});

test("the beginning of an order's id is told from words and SKUs", () => {
  for (const length of [8, 10, 13, 14, 18, 23, 24, 35]) assert(isIdHead(id.slice(0, length)));
  for (const text of ["019ac0d", "ffffffff", "01234567x", "TEE-BLK", "019ac0de-12345", id, ""]) {
    assert(!isIdHead(text), text);
  }
});

test("an order is placed in the time that the beginning of its id says, or the moment before", () => {
  const placedMs = Number.parseInt("019ac0de1234", 16);
  for (let length = 8; length <= 35; length += 1) {
    const { fromMs = 0, beforeMs = 0 } = placedAround(id.slice(0, length));
    assert(fromMs <= placedMs && placedMs < beforeMs, String(length));
  }
  assert.deepEqual(placedAround(id.slice(0, 18)), {
    fromMs: placedMs - 1_000,
    beforeMs: placedMs + 1,
  });
  const { fromMs = 0, beforeMs = 0 } = placedAround(id.slice(0, 8));
  assert.equal(beforeMs - fromMs, 65_536 + 1_000);
});
