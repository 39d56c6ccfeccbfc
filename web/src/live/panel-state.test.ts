import assert from "node:assert/strict";
import { test } from "node:test";
import type { Failure } from "../refresh/failure.ts";
import { panelState } from "./panel-state.ts";
import type { StreamState } from "./stream-state.ts";

const failure: Failure = {
  kind: "unreachable",
  code: "UNAVAILABLE",
  message: "gone",
  retryAfterMs: undefined,
};
const live: StreamState = { phase: "live", sinceMs: 5, attempt: 0 };
const broke = (kind: Failure["kind"] = "unreachable"): StreamState => ({
  phase: "reconnecting",
  held: false,
  asOfMs: 70,
  attempt: 1,
  retryAtMs: 200,
  failure: { ...failure, kind },
});
const connecting = { phase: "connecting", held: false, asOfMs: 70, attempt: 0 } as const;
const phase = (state: StreamState, whole: boolean) => panelState(state, whole, "rows", 100).phase;

test("what is not whole is loading while a stream is open, and failed while none is", () => {
  assert.deepEqual([phase(live, false), phase(connecting, false)], ["loading", "loading"]);
  assert.equal(phase(broke(), false), "failed");
});

test("what is whole is fresh on an open stream, and as old as the last sign of life otherwise", () => {
  assert.equal(phase(live, true), "fresh");
  const stale = panelState(broke(), true, "rows", 100);
  assert(stale.phase === "stale");
  assert.deepEqual([stale.asOfMs, stale.data], [70, "rows"]);
  assert.equal(phase(connecting, true), "stale");
});

test("what is denied is not shown", () => {
  assert.equal(phase(broke("denied"), true), "denied");
});
