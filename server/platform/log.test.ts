import assert from "node:assert/strict";
import { it } from "node:test";
import { createLogger } from "./log.ts";

it("a log line is one JSON object with a time, a word for its level, and no secrets", () => {
  const lines: string[] = [];
  const log = createLogger({ level: "info", sink: { write: (line) => void lines.push(line) } });
  log.debug("not shown");
  log.warn({ headers: { authorization: "Bearer secret" }, token: "secret" }, "watch out");
  assert.equal(lines.length, 1);
  assert.doesNotMatch(lines.join(), /secret/);
  const line = JSON.parse(lines.join()) as Record<string, unknown>;
  assert.equal(line["level"], "warn");
  assert.equal(line["msg"], "watch out");
  assert.match(String(line["time"]), /^\d{4}-\d\d-\d\dT/);
});
