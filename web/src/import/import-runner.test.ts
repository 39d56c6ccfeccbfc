import assert from "node:assert/strict";
import { test } from "node:test";
import { ImportRecords } from "./import-records.ts";
import { ImportRunner } from "./import-runner.ts";
import type { Inspected } from "./inspect-file.ts";
import type { RunEvent } from "./run-state.ts";
import type { ToWorker } from "./to-worker.ts";

const plan = { columns: ["sku", "name"], currency: "EUR", decimalMark: "." } as const;
const table: Inspected = {
  kind: "table",
  reading: { encoding: "utf-8", delimiter: "," },
  headers: ["sku", "name"],
  rowCount: 2,
  samples: [],
  plan,
  fingerprint: "1-a",
};
const counts = { lastRow: 3, createdCount: 2, updatedCount: 0, unchangedCount: 0, errorCount: 0 };
const file = new File(["sku,name\nA,a\nB,b\n"], "items.csv");

/** A runner whose threads do nothing but listen; the test speaks for them. */
function stage() {
  const threads: {
    readonly told: ToWorker[];
    ended: boolean;
    say: (event: RunEvent) => void;
    crash: () => void;
  }[] = [];
  const kept = new Map<string, File>();
  let stored: string | null = null;
  const storage = {
    getItem: () => stored,
    setItem: (_: string, text: string) => void (stored = text),
  };
  let ids = 0;
  const runner = new ImportRunner({
    openThread({ onEvent, onCrash }) {
      const thread = {
        told: [] as ToWorker[],
        ended: false,
        say: onEvent,
        crash: () => onCrash("bug"),
      };
      threads.push(thread);
      return { tell: (message) => thread.told.push(message), end: () => (thread.ended = true) };
    },
    records: new ImportRecords(storage),
    files: {
      keep: async (importId, each) => void kept.set(importId, await Promise.resolve(each)),
      find: (importId) => Promise.resolve(kept.get(importId)),
      drop: async (importId) => void kept.delete(await Promise.resolve(importId)),
    },
    newId: () => `id-${(ids += 1)}`,
    wallMs: () => 9,
  });
  const say = (event: RunEvent): void => threads.at(-1)?.say(event);
  const orders = () =>
    threads
      .flatMap(({ told }) => told)
      .flatMap((each) => (each.kind === "run" ? [each.order] : []));
  return { runner, threads, say, orders, kept, records: new ImportRecords(storage) };
}

/** As far as the end of the dry run. */
function checked() {
  const on = stage();
  on.runner.choose(file);
  on.say({ type: "inspected", table });
  on.runner.check();
  on.say({ type: "completed", counts, atMs: 1 });
  return on;
}

test("a file is inspected, checked and imported, each in a thread of its own", () => {
  const { runner, threads, say, orders } = checked();
  runner.import();
  say({ type: "completed", counts, atMs: 2 });
  assert.equal(runner.state().phase, "done");
  assert.deepEqual(
    orders().map(({ importId, dryRun, resumed }) => [importId, dryRun, resumed]),
    [
      ["id-1", true, false],
      ["id-2", false, false],
    ],
  );
  assert.deepEqual([threads.length, threads.every(({ ended }) => ended)], [3, true]);
});

test("from the first chunk to the last a record is kept that is enough to go on", async () => {
  const { runner, say, kept, records } = checked();
  assert.deepEqual(records.list(), []);
  runner.import();
  assert.equal(records.find("id-2")?.source.table.fingerprint, "1-a");
  await Promise.resolve();
  assert.equal(kept.get("id-2"), file);
  say({ type: "completed", counts, atMs: 2 });
  assert.deepEqual(records.list(), []);
  await Promise.resolve();
  await Promise.resolve();
  assert.equal(kept.size, 0);
});

test("an import that was stopped goes on under its id, and the server is asked where", () => {
  const { runner, threads, say, orders, records } = checked();
  runner.import();
  runner.stop();
  assert.deepEqual(threads.at(-1)?.told.at(-1), { kind: "stop" });
  say({ type: "halted", halt: { kind: "asked" } });
  assert.equal(records.list().length, 1);
  runner.goOn();
  assert.deepEqual([orders().at(-1)?.importId, orders().at(-1)?.resumed], ["id-2", true]);
});

test("another page goes on with what this one has begun", () => {
  const first = checked();
  first.runner.import();
  const record = first.records.find("id-2");
  assert(record !== undefined);
  const { runner, orders } = stage();
  runner.resume(record, file, counts);
  const state = runner.state();
  assert(state.phase === "running");
  assert.equal(state.run.counts.createdCount, 2);
  assert.deepEqual(orders()[0], {
    importId: "id-2",
    dryRun: false,
    reading: table.reading,
    plan,
    fingerprint: "1-a",
    resumed: true,
  });
});

test("columns that were mapped by hand stay when the file is read in another way", () => {
  const { runner, say } = stage();
  runner.choose(file);
  say({ type: "inspected", table });
  runner.map({ ...plan, currency: "GBP" });
  runner.reread({ encoding: "gb18030" });
  say({ type: "inspected", table });
  const state = runner.state();
  assert(state.phase === "mapping");
  assert.equal(state.source.plan.currency, "GBP");
  runner.choose(new File([""], "other.csv"));
  say({ type: "inspected", table });
  const other = runner.state();
  assert(other.phase === "mapping" && other.source.plan.currency === "EUR");
});

test("a thread that crashes stops its import, or makes its file unreadable", () => {
  const { runner, threads } = checked();
  runner.import();
  threads.at(-1)?.crash();
  const state = runner.state();
  assert(state.phase === "stopped" && state.halt.kind === "failure");
  assert.equal(state.halt.failure.message, "bug");
  const reading = stage();
  reading.runner.choose(file);
  reading.threads.at(-1)?.crash();
  assert.equal(reading.runner.state().phase, "unreadable");
});

test("what is asked at the wrong time is not done", () => {
  const { runner, threads } = stage();
  runner.import();
  runner.check();
  runner.stop();
  runner.goOn();
  runner.reread({});
  assert.deepEqual([threads.length, runner.state().phase], [0, "empty"]);
});

test("listeners hear of every change, until they do not want to", () => {
  const { runner, say } = stage();
  let heard = 0;
  const leave = runner.subscribe(() => (heard += 1));
  runner.choose(file);
  say({ type: "read", readBytes: 5 });
  say({ type: "stop" });
  leave();
  say({ type: "inspected", table });
  assert.equal(heard, 2);
});
