import assert from "node:assert/strict";
import { test } from "node:test";
import { currentOf } from "./sections.ts";

test("a page lies under the section whose address it goes on from", () => {
  assert.equal(currentOf("/", "/"), "page");
  assert.equal(currentOf("/orders", "/orders"), "page");
  assert.equal(currentOf("/orders/019a", "/orders"), "true");
  assert.equal(currentOf("/orders/019a", "/"), undefined);
  assert.equal(currentOf("/ordersome", "/orders"), undefined);
});
