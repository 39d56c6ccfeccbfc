import assert from "node:assert/strict";
import { test } from "node:test";
import { StuckReason } from "#gen/sluice/orders/v1/stuck_order_pb.ts";
import { stuckMark, stuckReasons, withReason } from "./stuck-reasons.ts";
import { stuckWords } from "./stuck-words.ts";

test("every reason of the contract can be chosen, and asks for attention", () => {
  const names = Object.keys(StuckReason).filter((name) => Number.isNaN(Number(name)));
  assert.deepEqual(["UNSPECIFIED", ...stuckReasons], names);
  for (const name of stuckReasons)
    assert.equal(stuckMark(StuckReason[name], stuckWords.en).tone, "attention");
  assert.equal(stuckMark(99 as StuckReason, stuckWords.en).word, "Stuck");
});

test("another reason begins at its first page", () => {
  const before = new URLSearchParams("page=x&in=PAID&locale=pseudo");
  assert.equal(withReason(before, "ON_HOLD").toString(), "in=ON_HOLD&locale=pseudo");
  assert.equal(withReason(before, undefined).toString(), "locale=pseudo");
});
