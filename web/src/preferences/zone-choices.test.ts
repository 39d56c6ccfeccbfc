import assert from "node:assert/strict";
import { test } from "node:test";
import { zoneChoices } from "./zone-choices.ts";

test("zones are in order, without those that stand apart", () => {
  const zones = zoneChoices("local");
  assert(zones.includes("Asia/Shanghai"));
  assert(!zones.includes("UTC") && !zones.includes("local"));
  assert.deepEqual(zones, zones.toSorted());
});

test("a zone that was chosen by another name can stay chosen", () => {
  assert(zoneChoices("Asia/Calcutta").includes("Asia/Calcutta"));
  assert.equal(new Set(zoneChoices("Asia/Calcutta")).size, zoneChoices("Asia/Calcutta").length);
});
