import assert from "node:assert/strict";
import { test } from "node:test";
import { slowestFiles } from "./slowest-files.ts";

test("the files that took longest are named from the root, the slowest first, and no more than asked for", () => {
  const timed = [
    { file: "/repo/server/test/quick.test.ts", durationMs: 940 },
    { file: "/repo/web/e2e/slow.test.ts", durationMs: 123_456 },
    { file: "/repo/server/test/middle.test.ts", durationMs: 9_050 },
  ];
  assert.equal(
    slowestFiles(timed, 2, "/repo"),
    "slowest files:\n  123.5 s  web/e2e/slow.test.ts\n    9.1 s  server/test/middle.test.ts",
  );
  assert.equal(slowestFiles([], 2, "/repo"), "slowest files:");
});
