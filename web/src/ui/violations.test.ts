import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { violationsZh } from "./violations.zh.ts";

const faults = readFileSync(new URL("../../../server/core/fault.ts", import.meta.url), "utf8");
const reasons = [...faults.matchAll(/^ {2}\| "([A-Z_]+)"/gm)].map(([, reason = ""]) => reason);

test("everything that the server finds wrong with a value is told in Chinese, and nothing else", () => {
  assert(reasons.length > 20, "the reasons are not where they were");
  assert.deepEqual(Object.keys(violationsZh).toSorted(), reasons.toSorted());
});

test("a value that an older server leaves out is told as unknown", () => {
  assert.equal(violationsZh["TOO_LONG"]?.({}), "最多 （未知） 个字符。");
  assert.equal(violationsZh["TOO_LONG"]?.({ max: "12345678901234567890" }).slice(3, 6), "12,");
});
