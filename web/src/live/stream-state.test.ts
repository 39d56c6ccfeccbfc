import assert from "node:assert/strict";
import { test } from "node:test";
import type { Failure } from "../refresh/failure.ts";
import { asOfMsOf, initialState, isCurrent, isHeld, isLost, transition } from "./stream-state.ts";
import type { StreamEvent, StreamState } from "./stream-state.ts";

const failure: Failure = {
  kind: "unreachable",
  code: "UNAVAILABLE",
  message: "gone",
  retryAfterMs: undefined,
};
const silence = { ...failure, message: "the server fell silent", own: "silent" as const };
const seen = { held: false, asOfMs: 10 };

const states = {
  idle: { phase: "idle", ...seen },
  connecting: { phase: "connecting", ...seen, attempt: 2 },
  live: { phase: "live", sinceMs: 20, attempt: 0 },
  paused: { phase: "paused", sinceMs: 20, attempt: 0 },
  stale: { phase: "stale", ...seen, attempt: 0 },
  reconnecting: { phase: "reconnecting", ...seen, attempt: 3, retryAtMs: 50, failure },
} as const satisfies Record<StreamState["phase"], StreamState>;

const events = {
  shown: { type: "shown" },
  hidden: { type: "hidden", asOfMs: 30 },
  opened: { type: "opened", atMs: 40 },
  frame: { type: "frame", atMs: 40 },
  silent: { type: "silent", asOfMs: 30, retryAtMs: 40 },
  broke: { type: "broke", failure, asOfMs: 30, retryAtMs: 99 },
  retry: { type: "retry" },
  hold: { type: "hold" },
  release: { type: "release" },
} as const satisfies Record<StreamEvent["type"], StreamEvent>;

const same = "same";
const late = { held: false, asOfMs: 30 };
const lateHeld = { held: true, asOfMs: 30 };

/** Every state times every event; `same` is the very same object: nobody is told of it. */
const table: Record<keyof typeof states, Record<keyof typeof events, StreamState | typeof same>> = {
  idle: {
    shown: { phase: "connecting", ...seen, attempt: 0 },
    hidden: same,
    opened: same,
    frame: same,
    silent: same,
    broke: same,
    retry: same,
    hold: { phase: "idle", held: true, asOfMs: 10 },
    release: same,
  },
  connecting: {
    shown: same,
    hidden: { phase: "idle", ...late },
    opened: { phase: "live", sinceMs: 40, attempt: 2 },
    frame: { phase: "live", sinceMs: 40, attempt: 0 },
    silent: { phase: "reconnecting", ...late, attempt: 3, retryAtMs: 40, failure: silence },
    broke: { phase: "reconnecting", ...late, attempt: 3, retryAtMs: 99, failure },
    retry: same,
    hold: { phase: "connecting", held: true, asOfMs: 10, attempt: 2 },
    release: same,
  },
  live: {
    shown: same,
    hidden: { phase: "idle", ...late },
    opened: same,
    frame: same,
    silent: { phase: "stale", ...late, attempt: 0 },
    broke: { phase: "reconnecting", ...late, attempt: 1, retryAtMs: 99, failure },
    retry: same,
    hold: { phase: "paused", sinceMs: 20, attempt: 0 },
    release: same,
  },
  paused: {
    shown: same,
    hidden: { phase: "idle", ...lateHeld },
    opened: same,
    frame: same,
    silent: { phase: "stale", ...lateHeld, attempt: 0 },
    broke: { phase: "reconnecting", ...lateHeld, attempt: 1, retryAtMs: 99, failure },
    retry: same,
    hold: same,
    release: { phase: "live", sinceMs: 20, attempt: 0 },
  },
  stale: {
    shown: same,
    hidden: { phase: "idle", ...late },
    opened: same,
    frame: { phase: "live", sinceMs: 40, attempt: 0 },
    silent: { phase: "reconnecting", ...late, attempt: 1, retryAtMs: 40, failure: silence },
    broke: { phase: "reconnecting", ...late, attempt: 1, retryAtMs: 99, failure },
    retry: { phase: "connecting", ...seen, attempt: 1 },
    hold: { phase: "stale", held: true, asOfMs: 10, attempt: 0 },
    release: same,
  },
  reconnecting: {
    shown: same,
    hidden: { phase: "idle", ...late },
    opened: same,
    frame: same,
    silent: same,
    broke: same,
    retry: { phase: "connecting", ...seen, attempt: 3 },
    hold: { ...states.reconnecting, held: true },
    release: same,
  },
};

for (const [phase, row] of Object.entries(table)) {
  test(`a stream that is ${phase} does with each event what the table says`, () => {
    const from = states[phase as keyof typeof states];
    for (const [type, expected] of Object.entries(row)) {
      const to = transition(from, events[type as keyof typeof events]);
      if (expected === same) assert.equal(to, from, `${phase} + ${type}`);
      else assert.deepEqual(to, expected, `${phase} + ${type}`);
    }
  });
}

test("a pause outlives a break: the stream comes back paused", () => {
  let state: StreamState = states.paused;
  for (const type of ["broke", "retry", "opened", "frame"] as const) {
    state = transition(state, events[type]);
    assert(isHeld(state), `after ${type}`);
  }
  assert.equal(state.phase, "paused");
  assert.equal(transition(state, events.release).phase, "live");
});

test("calls that open and bring nothing count as attempts until one brings something", () => {
  let state: StreamState = transition(initialState, events.shown);
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    for (const type of ["opened", "broke"] as const) state = transition(state, events[type]);
    assert.equal(state.phase === "reconnecting" && state.attempt, attempt);
    state = transition(state, events.retry);
  }
  for (const type of ["opened", "frame"] as const) state = transition(state, events[type]);
  assert.deepEqual(state, { phase: "live", sinceMs: 40, attempt: 0 });
});

test("only an open stream is current, and every other one knows as of when it was", () => {
  for (const state of Object.values(states)) {
    const open = state.phase === "live" || state.phase === "paused";
    assert.equal(isCurrent(state), open, state.phase);
    assert.equal(asOfMsOf(state), open ? undefined : 10, state.phase);
  }
});

test("a stream is lost when it is not current, except for the first call after nobody looked", () => {
  const lost = Object.values(states).filter(isLost);
  assert.deepEqual(
    lost.map(({ phase }) => phase),
    ["connecting", "stale", "reconnecting"],
  );
  assert(!isLost({ ...states.connecting, attempt: 0 }));
});
