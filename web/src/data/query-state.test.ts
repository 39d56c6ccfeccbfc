import assert from "node:assert/strict";
import { test } from "node:test";
import { Code, ConnectError } from "@connectrpc/connect";
import { isOld } from "../refresh/refresh-state.ts";
import { queryState } from "./query-state.ts";
import type { QueryLike } from "./query-state.ts";

const unread: QueryLike<string> = {
  data: undefined,
  dataUpdatedAt: 0,
  error: null,
  errorUpdatedAt: 0,
  failureCount: 0,
};
const nowMs = 1_000_000;
const state = (changes: Partial<QueryLike<string>>) => queryState({ ...unread, ...changes }, nowMs);
const failed = (code: Code) => ({ error: new ConnectError("no", code), errorUpdatedAt: 7 });

test("an answer stays fresh until another read fails", () => {
  assert.deepEqual(state({}), { phase: "loading" });
  const fresh = state({ data: "a", dataUpdatedAt: 5 });
  assert.equal(fresh.phase, "fresh");
  assert(!isOld(fresh, nowMs));
  const stale = state({ data: "a", dataUpdatedAt: 5, ...failed(Code.Unavailable) });
  assert(stale.phase === "stale");
  assert.deepEqual([stale.data, stale.asOfMs, stale.sinceMs], ["a", 5, 7]);
});

test("what was refused from the start has nothing to show, and what we may not see is dropped", () => {
  assert.equal(state(failed(Code.NotFound)).phase, "failed");
  const denied = state({ data: "a", ...failed(Code.PermissionDenied) });
  assert.equal(denied.phase, "denied");
  assert(!("data" in denied));
});
