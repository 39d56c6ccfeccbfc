import assert from "node:assert/strict";
import { test } from "node:test";
import type { Failure } from "./failure.ts";
import { dataOf, isOld, nextDelayMs, transition } from "./refresh-state.ts";
import type { RefreshState } from "./refresh-state.ts";

const loading: RefreshState<string> = { phase: "loading" };
const gone: Failure = { kind: "unreachable", code: "X", message: "", retryAfterMs: undefined };
const denied: Failure = { ...gone, kind: "denied" };

const answer = (state: RefreshState<string>, atMs: number, data = "rows") =>
  transition(state, { type: "answered", data, atMs });
const fail = (state: RefreshState<string>, atMs: number, failure = gone) =>
  transition(state, { type: "failed", failure, atMs });

test("an unbroken run of answers keeps its beginning and renews its data", () => {
  const state = answer(answer(loading, 10, "old"), 20, "new");
  assert.deepEqual(state, { phase: "fresh", data: "new", asOfMs: 20, sinceMs: 10 });
});

test("a failure keeps the data with its age and says since when", () => {
  const state = fail(fail(answer(loading, 10), 20), 30);
  assert.equal(state.phase, "stale");
  assert.equal(dataOf(state), "rows");
  assert(state.phase === "stale");
  assert.deepEqual([state.asOfMs, state.sinceMs, state.failureCount], [10, 20, 2]);
});

test("an answer after failures begins a new run", () => {
  const state = answer(fail(answer(loading, 10), 20), 30);
  assert.deepEqual(state, { phase: "fresh", data: "rows", asOfMs: 30, sinceMs: 30 });
});

test("a first read that fails has nothing to show", () => {
  const state = fail(loading, 5);
  assert.equal(state.phase, "failed");
  assert.equal(dataOf(state), undefined);
});

test("what we may no longer see is dropped", () => {
  const state = fail(answer(loading, 10), 20, denied);
  assert.equal(state.phase, "denied");
  assert.equal(dataOf(state), undefined);
  assert.equal(fail(state, 30).phase, "failed");
});

test("reads come every 2 s, and less often while they fail, at most 10 s apart", () => {
  assert.equal(nextDelayMs(loading), 0);
  let state = answer(loading, 0);
  assert.equal(nextDelayMs(state), 2_000);
  const delays = [1, 2, 3, 4, 5].map((atMs) => nextDelayMs((state = fail(state, atMs))));
  assert.deepEqual(delays, [2_000, 4_000, 8_000, 10_000, 10_000]);
});

test("a delay that the server asked for is kept", () => {
  const state = fail(loading, 0, { ...gone, kind: "refused", retryAfterMs: 30_000 });
  assert.equal(nextDelayMs(state), 30_000);
});

test("data looks old when reads fail and also when none ends for three intervals", () => {
  const fresh = answer(loading, 1_000);
  assert.equal(isOld(fresh, 7_000), false);
  assert.equal(isOld(fresh, 7_001), true);
  assert.equal(isOld(fail(fresh, 2_000), 2_000), true);
  assert.equal(isOld(loading, 60_000), false);
});
