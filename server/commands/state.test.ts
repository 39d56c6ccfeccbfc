import assert from "node:assert/strict";
import { test } from "node:test";
import { AssertionError } from "../core/assert.ts";
import { BatchState } from "./state.ts";

test("asking for a row that was not loaded is a bug, not a missing row", () => {
  const state = new BatchState(0);
  state.users.load("known to be missing", undefined);
  assert.equal(state.users.get("known to be missing"), undefined);
  assert.throws(() => state.users.get("forgotten"), AssertionError);
});

test("loading a row again does not undo what the batch did to it", () => {
  const state = new BatchState(0);
  state.units.load("ann", 1);
  state.units.set("ann", 2);
  state.units.load("ann", 1);
  assert.equal(state.units.get("ann"), 2);
});

test("units are summed up over a batch, whether they were loaded or not", () => {
  const state = new BatchState(0);
  state.units.load("ann\nA", 4);
  state.addUnits("ann", "A", 2);
  state.addUnits("ann", "A", -1);
  state.addUnits("bob", "A", 3);
  assert.equal(state.units.get("ann\nA"), 5);
  assert.deepEqual(Object.fromEntries(state.writes().unitDeltas), { "ann\nA": 1, "bob\nA": 3 });
});

test("events are numbered on from the head of the log", () => {
  const state = new BatchState(41);
  assert.equal(state.nextSeq, 42);
});
