import assert from "node:assert/strict";
import { test } from "node:test";
import type { Found } from "./found.ts";
import { ObjectSearch } from "./object-search.ts";
import type { SearchSource } from "./object-search.ts";

const found = (id: string): Found => ({ kind: "item", id, title: id, detail: "" });

/** Lets what has settled be heard. */
function settle(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}

/** A search whose clock the test moves, with a server that answers when the test says so. */
function stage() {
  const due: (() => void)[] = [];
  const calls: {
    readonly text: string;
    readonly signal: AbortSignal;
    readonly gate: PromiseWithResolvers<readonly Found[]>;
  }[] = [];
  const source: SearchSource = (plan, signal) => {
    const gate = Promise.withResolvers<readonly Found[]>();
    calls.push({ text: plan.items ?? "", signal, gate });
    return gate.promise;
  };
  const search = new ObjectSearch({
    sources: [source, async () => []],
    failureOf: (thrown) => ({
      kind: "refused",
      code: String(thrown),
      message: "",
      retryAfterMs: undefined,
    }),
    schedule: (callback) => {
      due.push(callback);
      return () => void due.splice(due.indexOf(callback) >>> 0, 1);
    },
  });
  const pass = (): void => due.splice(0).forEach((callback) => callback());
  const ids = () => search.state().found.map(({ id }) => id);
  return { search, calls, pass, ids };
}

test("only the text that stands is looked for", () => {
  const { search, calls, pass } = stage();
  for (const text of ["dr", "dro", "drop"]) search.look(text);
  assert.deepEqual(calls, []);
  pass();
  assert.deepEqual(
    calls.map(({ text }) => text),
    ["drop"],
  );
});

test("what a newer text overtook is called off, and its answer is not shown", async () => {
  const { search, calls, pass, ids } = stage();
  search.look("drop");
  pass();
  search.look("mug");
  pass();
  const [first, second] = calls;
  assert(first?.signal.aborted === true && second?.signal.aborted === false);
  second.gate.resolve([found("MUG-02")]);
  await settle();
  first.gate.resolve([found("DROP-01")]);
  await settle();
  assert.deepEqual(ids(), ["MUG-02"]);
  assert.equal(search.state().phase, "done");
});

test("what was found stays in sight while a newer text is looked for", async () => {
  const { search, calls, pass, ids } = stage();
  search.look("drop");
  pass();
  calls[0]?.gate.resolve([found("DROP-01")]);
  await settle();
  search.look("drop 0");
  assert.deepEqual(ids(), ["DROP-01"]);
  assert.equal(search.state().phase, "searching");
});

test("a source that fails leaves what the others found, and says why", async () => {
  const { search, calls, pass } = stage();
  search.look("drop");
  pass();
  calls[0]?.gate.reject("UNAVAILABLE");
  await settle();
  assert.equal(search.state().failure?.code, "UNAVAILABLE");
  assert.equal(search.state().phase, "done");
});

test("a text that is nothing to look for ends the search at once", async () => {
  const { search, calls, pass, ids } = stage();
  search.look("drop");
  pass();
  search.look("");
  assert.equal(search.state().phase, "idle");
  calls[0]?.gate.resolve([found("DROP-01")]);
  await settle();
  assert.deepEqual(ids(), []);
});
