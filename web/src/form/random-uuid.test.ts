import assert from "node:assert/strict";
import { test } from "node:test";
import { randomUuid } from "./random-uuid.ts";

test("a random UUID carries version 4 and the standard variant", () => {
  const uuid = randomUuid((bytes) => bytes.fill(0xff));
  assert.equal(uuid, "ffffffff-ffff-4fff-bfff-ffffffffffff");
});
