import assert from "node:assert/strict";
import { test } from "node:test";
import type { Inspected } from "./inspect-file.ts";
import { doneCount, nothingYet, transition } from "./run-state.ts";
import type { Counts, RunEvent, RunState, Source } from "./run-state.ts";

const plan = { columns: ["sku", "name"], currency: "EUR", decimalMark: "." } as const;
const table: Inspected = {
  kind: "table",
  reading: { encoding: "utf-8", delimiter: "," },
  headers: ["sku", "name"],
  rowCount: 100,
  samples: [],
  plan,
  fingerprint: "1-a",
};
const source: Source = { fileName: "a.csv", table, plan };
const counts: Counts = {
  lastRow: 11,
  createdCount: 4,
  updatedCount: 3,
  unchangedCount: 2,
  errorCount: 1,
};
const failure = {
  kind: "unreachable",
  code: "UNAVAILABLE",
  message: "gone",
  retryAfterMs: undefined,
} as const;
const run = { importId: "i", dryRun: false, counts, samples: [] };
const dryRun = { ...run, dryRun: true };
const going = { phase: "running", source, trouble: undefined, stopping: false } as const;
const halt = { kind: "asked" } as const;

/** One state of each kind that matters. */
const states = {
  empty: nothingYet,
  reading: { phase: "reading", fileName: "a.csv", readBytes: 0, sizeBytes: 9 },
  unreadable: { phase: "unreadable", fileName: "a", problem: { kind: "no_text", why: "empty" } },
  mapping: { phase: "mapping", source },
  checking: { ...going, run: dryRun },
  checked: { phase: "checked", source, run: dryRun },
  importing: { ...going, run },
  stoppedDry: { phase: "stopped", source, run: dryRun, halt },
  stopped: { phase: "stopped", source, run, halt },
  done: { phase: "done", source, run },
} as const satisfies Readonly<Record<string, RunState>>;

const events: Readonly<Record<string, RunEvent>> = {
  chosen: { type: "chosen", fileName: "b.csv", sizeBytes: 1 },
  read: { type: "read", readBytes: 5 },
  inspected: { type: "inspected", table },
  unreadable: { type: "unreadable", problem: { kind: "no_text", why: "workbook" } },
  planned: { type: "planned", plan: { ...plan, currency: "USD" } },
  check: { type: "started", importId: "d", dryRun: true, atMs: 1 },
  import: { type: "started", importId: "r", dryRun: false, atMs: 1 },
  resumed: { type: "resumed", source, run },
  answered: { type: "answered", counts, atMs: 2 },
  failing: { type: "failing", failure, attempt: 1, retryAtMs: 9 },
  stop: { type: "stop" },
  halted: { type: "halted", halt },
  completed: { type: "completed", counts, atMs: 3 },
  back: { type: "back" },
  reset: { type: "reset" },
};

/** The phase after each event, in the order of `events`; "." where nothing may change. */
const phases: Readonly<Record<keyof typeof states, string>> = {
  //           chosen  read    inspect unreadable planned check   import  resumed answer  failing stop    halted  complete back   reset
  empty:
    "     reading .       .       .          .       .       .       running .       .       .       .       .        .      .",
  reading:
    "   reading reading mapping unreadable .       .       .       running .       .       .       .       .        .      empty",
  unreadable:
    "reading .       .       .          .       .       .       running .       .       .       .       .        .      empty",
  mapping:
    "   reading .       .       .          mapping running .       running .       .       .       .       .        .      empty",
  checking:
    "  .       .       .       .          .       .       .       .       running running running stopped checked  .      .",
  checked:
    "   reading .       .       .          .       .       running running .       .       .       .       .        mapping empty",
  importing:
    " .       .       .       .          .       .       .       .       running running running stopped done     .      .",
  stoppedDry:
    "reading .       .       .          .       .       .       running .       .       .       .       .        mapping empty",
  stopped:
    "   reading .       .       .          .       .       .       running .       .       .       .       .        .      empty",
  done: "      reading .       .       .          .       .       .       running .       .       .       .       .        .      empty",
};

test("every event has its one place in every state, and none elsewhere", () => {
  for (const [name, row] of Object.entries(phases)) {
    const before: RunState = states[name as keyof typeof states];
    const expected = row.trim().split(/\s+/);
    assert.equal(expected.length, Object.keys(events).length, name);
    for (const [index, event] of Object.values(events).entries()) {
      const after = transition(before, event);
      const said = `${event.type} while ${name}`;
      if (expected[index] === ".") assert.equal(after, before, said);
      else assert.deepEqual([after.phase, after !== before], [expected[index], true], said);
    }
  }
});

test("an answer after trouble says that it is over", () => {
  const failing = transition(states.importing, events["failing"] as RunEvent);
  assert(failing.phase === "running" && failing.trouble?.attempt === 1);
  const answered = transition(failing, events["answered"] as RunEvent);
  assert(answered.phase === "running");
  assert.equal(answered.trouble, undefined);
  assert.equal(doneCount(answered.run.counts), 10);
});

test("columns that a user has mapped before are taken over by the same file read again", () => {
  const own = { ...plan, currency: "GBP" };
  const state = transition(states.reading, { type: "inspected", table, plan: own });
  assert(state.phase === "mapping");
  assert.equal(state.source.plan.currency, "GBP");
});

test("a real import starts only from a finished dry run, with counts of its own", () => {
  const state = transition(states.checked, events["import"] as RunEvent);
  assert(state.phase === "running");
  assert.deepEqual([state.run.importId, state.run.dryRun], ["r", false]);
  assert.equal(doneCount(state.run.counts), 0);
});
