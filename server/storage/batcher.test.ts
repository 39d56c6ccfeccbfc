import assert from "node:assert/strict";
import { test } from "node:test";
import type { Outcome } from "../commands/command.ts";
import { Batcher, UndecidedBatch } from "./batcher.ts";
import type { BatcherOptions } from "./batcher.ts";
import { ask, createItem } from "./contract/requests.ts";
import { StorageUnavailable } from "./storage.ts";

const nothing: Outcome = { kind: "nothing" };

test("a failed commit refuses its batch, all that waits and all that comes, and is told once", async () => {
  const commit = Promise.withResolvers<readonly Outcome[]>();
  const fatal: Error[] = [];
  const batcher = batcherWith({
    commit: () => commit.promise,
    onFatal: (error) => fatal.push(error),
  });
  const first = assert.rejects(batcher.apply(ask(createItem("A"))), StorageUnavailable);
  while (batcher.queuedCount > 0) await new Promise(setImmediate);
  const waiting = assert.rejects(batcher.apply(ask(createItem("B"))), StorageUnavailable);
  const task = assert.rejects(
    batcher.between(() => 1),
    StorageUnavailable,
  );
  commit.reject(new Error("the disk is gone"));
  await Promise.all([first, waiting, task]);
  assert.throws(() => batcher.apply(ask(createItem("C"))), StorageUnavailable);
  assert.equal(fatal.length, 1);
  assert.equal(batcher.failed, true);
  await batcher.close();
});

test("after a failed commit the rest of a batch that is decided one by one is not committed any more", async () => {
  const fatal: Error[] = [];
  let syncs = 0;
  const batcher = batcherWith({
    batchMax: 3,
    commit(requests) {
      if (requests.length > 1) return Promise.reject(new UndecidedBatch("a bug"));
      syncs += 1;
      // As after a failed fsync: the next one says that all is well, and what the first was to write is lost.
      return syncs === 1
        ? Promise.reject(new Error("the disk is gone"))
        : Promise.resolve([nothing]);
    },
    onFatal: (error) => fatal.push(error),
  });
  const applied = ["A", "B", "C"].map((sku) => batcher.apply(ask(createItem(sku))));
  await Promise.all(applied.map((each) => assert.rejects(each, StorageUnavailable)));
  await batcher.close();
  assert.deepEqual([syncs, fatal.length], [1, 1]);
});

test("a failed checkpoint ends the storage, but not the answers of the batch before it", async () => {
  const fatal: Error[] = [];
  const batcher = batcherWith({
    betweenBatches: () => Promise.reject(new Error("no room")),
    onFatal: (error) => fatal.push(error),
  });
  assert.deepEqual(await batcher.apply(ask(createItem("A"))), nothing);
  await batcher.close();
  assert.equal(fatal.length, 1);
});

test("a task runs beside no batch", async () => {
  const log: string[] = [];
  const batcher = batcherWith({
    commit: async (requests) => {
      log.push("begin");
      await new Promise(setImmediate);
      log.push("end");
      return requests.map(() => nothing);
    },
  });
  const applied = ["A", "B", "C"].map((sku) => batcher.apply(ask(createItem(sku))));
  const tasks = [1, 2].map(() => batcher.between(() => log.push("task")));
  await Promise.all([...applied, ...tasks]);
  assert.equal(log.filter((what) => what === "task").length, 2);
  assert.doesNotMatch(log.join(" "), /begin task/);
});

function batcherWith(options: Partial<BatcherOptions>): Batcher {
  return new Batcher({
    commit: (requests) => Promise.resolve(requests.map(() => nothing)),
    betweenBatches: () => Promise.resolve(),
    onFatal: () => undefined,
    admit: () => undefined,
    batchMax: 1,
    queueMax: 10,
    ...options,
  });
}
