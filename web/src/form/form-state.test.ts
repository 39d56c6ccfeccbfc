import assert from "node:assert/strict";
import { test } from "node:test";
import type { Failure } from "../refresh/failure.ts";
import { countSpec } from "./count-spec.ts";
import { optional, textSpec } from "./field-spec.ts";
import {
  beginAttempt,
  changeField,
  changedFields,
  endAttempt,
  leaveField,
  openForm,
  readForm,
  rebaseForm,
  restViolations,
  toldProblems,
  tryInVain,
} from "./form-state.ts";
import type { FormState } from "./form-state.ts";

const specs = {
  name: textSpec({ lengthMax: 5 }),
  limit: optional(countSpec({ min: 0n, max: 9n })),
};
const open = openForm({ name: "", limit: "" }, undefined);
const none = { byField: {}, rest: [] };

function failure(code: string): Failure {
  return { kind: "refused", code, message: "", retryAfterMs: undefined };
}

/** Keys "k1", "k2" and so on. */
function keyMaker(): () => string {
  let count = 0;
  return () => `k${(count += 1)}`;
}

function told(state: FormState): readonly string[] {
  const reading = readForm(state.raw, specs);
  return Object.keys(toldProblems(state, reading.kind === "problems" ? reading.problems : {}));
}

test("values are read when every field is as it should be", () => {
  assert.deepEqual(readForm({ name: " Ada", limit: "3" }, specs), {
    kind: "values",
    values: { name: "Ada", limit: 3n },
  });
  assert.deepEqual(readForm({ name: "", limit: "x" }, specs), {
    kind: "problems",
    problems: { name: { kind: "required" }, limit: { kind: "not_whole" } },
  });
});

test("nothing is told of a field before it is left, and everything after a try", () => {
  const typing = changeField(open, "limit", "x");
  assert.deepEqual(told(typing), []);
  assert.deepEqual(told(leaveField(typing, "limit")), ["limit"]);
  assert.deepEqual(told(tryInVain(typing)), ["name", "limit"]);
});

test("an empty field that was passed by is no mistake until a try, one that was emptied is", () => {
  assert.deepEqual(told(leaveField(open, "name")), []);
  const filled = openForm({ name: "Ada", limit: "" }, undefined);
  assert.deepEqual(told(leaveField(changeField(filled, "name", ""), "name")), ["name"]);
});

const violation = (field: string) => ({
  field,
  reason: "REQUIRED",
  description: "is required",
  values: {},
});

test("what the server said is told until that value changes, and again when it comes back", () => {
  const sent = beginAttempt(changeField(open, "name", "Ada"), keyMaker());
  const refused = endAttempt(sent, failure("INVALID_ARGUMENT"), {
    byField: { name: violation("name") },
    rest: [],
  });
  assert.deepEqual(told(refused), ["name"]);
  assert.deepEqual(told(changeField(refused, "limit", "3")), ["name"]);
  const changed = changeField(refused, "name", "Eve");
  assert.deepEqual(told(changed), []);
  assert.deepEqual(told(changeField(changed, "name", "Ada")), ["name"]);
});

test("what no field stands for is told while the form stands as it was sent", () => {
  const rest = [violation("region")];
  const sent = beginAttempt(open, keyMaker());
  const refused = endAttempt(sent, failure("INVALID_ARGUMENT"), { byField: {}, rest });
  assert.deepEqual(restViolations(refused), rest);
  assert.deepEqual(restViolations(changeField(refused, "name", "Ada")), []);
});

test("after a lost answer the same form goes out with the same key", () => {
  const makeKey = keyMaker();
  const first = beginAttempt(changeField(open, "name", "Ada"), makeKey);
  const lost = endAttempt(first, failure("UNAVAILABLE"), none);
  assert.equal(beginAttempt(lost, makeKey).attempt?.idempotencyKey, "k1");
});

test("a changed form is another request with another key", () => {
  const makeKey = keyMaker();
  const lost = endAttempt(beginAttempt(open, makeKey), failure("DEADLINE_EXCEEDED"), none);
  const changed = changeField(lost, "name", "Ada");
  assert.equal(beginAttempt(changed, makeKey).attempt?.idempotencyKey, "k2");
});

test("after a definite refusal the key is used up: it would only replay the refusal", () => {
  const makeKey = keyMaker();
  const refused = endAttempt(beginAttempt(open, makeKey), failure("FAILED_PRECONDITION"), none);
  assert.equal(beginAttempt(refused, makeKey).attempt?.idempotencyKey, "k2");
});

test("a bug of the server is not definite: the key stays", () => {
  const makeKey = keyMaker();
  const failed = endAttempt(beginAttempt(open, makeKey), failure("INTERNAL"), none);
  assert.equal(beginAttempt(failed, makeKey).attempt?.idempotencyKey, "k1");
});

test("a reload keeps what was typed and the key of what was sent", () => {
  const { base, raw, attempt } = beginAttempt(changeField(open, "name", "Ada"), keyMaker());
  const again = openForm({ name: "", limit: "" }, { base, raw, attempt });
  assert.equal(again.raw["name"], "Ada");
  assert.equal(again.sending, false);
  assert.equal(beginAttempt(again, keyMaker()).attempt?.idempotencyKey, "k1");
});

test("a newer base moves what nobody typed, and leaves what somebody did", () => {
  const edited = changeField(openForm({ name: "Ada", limit: "3" }, undefined), "name", "Eve");
  const moved = rebaseForm(edited, { name: "Bob", limit: "4" });
  assert.deepEqual(moved.raw, { name: "Eve", limit: "4" });
  assert.deepEqual(changedFields(moved), ["name"]);
});

test("a draft of a form that has other fields by now brings what still has a place", () => {
  const draft = { base: { name: "", old: "" }, raw: { name: "Ada", old: "x" }, attempt: undefined };
  assert.deepEqual(openForm({ name: "", limit: "" }, draft).raw, { name: "Ada", limit: "" });
});
