import assert from "node:assert/strict";
import { test } from "node:test";
import type { OpenForContract } from "./harness.ts";
import {
  adjustStock,
  ask,
  createItem,
  createUser,
  importRow,
  importRows,
  placeOrder,
  reasonsOf,
  subjectOf,
} from "./requests.ts";

const dayMs = 24 * 60 * 60 * 1000;

/** What is forgotten, when, and what never is. */
export function retentionContract(open: OpenForContract): void {
  test("a key lives seven days to the millisecond, then its command is done anew", async (t) => {
    const { storage, clock } = await open(t, { recordMs: 7 * dayMs });
    const key = crypto.randomUUID();
    await storage.apply(ask(createItem("A")));
    await storage.apply(ask(adjustStock("A", 1), key));
    clock.nowMs += 7 * dayMs;
    await storage.sweep();
    const kept = await storage.apply(ask(adjustStock("A", 1), key));
    assert(kept.kind === "done" && kept.replayed);
    clock.nowMs += 1;
    await storage.sweep();
    const anew = await storage.apply(ask(adjustStock("A", 1), key));
    assert(anew.kind === "done" && !anew.replayed);
    assert.equal((await storage.getItem("A"))?.onHand, 12);
  });

  test("the log is pruned behind a floor; orders, stock moves and the numbering stay", async (t) => {
    const { storage, clock, reopen } = await open(t, { logMs: 8 * dayMs });
    const { userId } = subjectOf(await storage.apply(ask(createUser("ada@example.com"))));
    await storage.apply(ask(createItem("A")));
    const order = subjectOf(await storage.apply(ask(placeOrder(userId, "A"))));
    clock.nowMs += 9 * dayMs;
    await storage.apply(ask(adjustStock("A", 1)));
    await storage.sweep();
    assert.deepEqual([storage.status().floorSeq, storage.status().headSeq], [3, 4]);
    assert.deepEqual(
      (await storage.eventsAfter(0, 10)).map(({ seq }) => seq),
      [4],
    );
    assert.deepEqual(await storage.getOrder(order.orderId), order);
    const query = { sku: "A", limit: 10, after: undefined, editsOnly: false };
    const moves = await storage.listStockEvents(query);
    assert.deepEqual(
      moves.rows.map(({ kind, actor }) => `${kind} ${actor}`),
      ["adjusted alice", "held ", "created "],
    );
    const reopened = await reopen();
    assert.deepEqual([reopened.status().floorSeq, reopened.status().headSeq], [3, 4]);
  });

  test("the numbering goes on when everything is old, over a reopen too", async (t) => {
    const { storage, clock, reopen } = await open(t, { logMs: 8 * dayMs });
    for (const sku of ["A", "B", "C"]) await storage.apply(ask(createItem(sku)));
    clock.nowMs += 100 * dayMs;
    await storage.sweep();
    const reopened = await reopen();
    const outcome = await reopened.apply(ask(createItem("D")));
    assert(outcome.kind === "done");
    assert.equal(outcome.seq, 4);
    await reopened.sweep();
    assert.equal(reopened.status().floorSeq, 3);
  });

  test("a log kept for ever is never pruned", async (t) => {
    const { storage, clock } = await open(t, { logMs: undefined });
    for (const sku of ["A", "B"]) await storage.apply(ask(createItem(sku)));
    clock.nowMs += 10_000 * dayMs;
    await storage.apply(ask(createItem("C")));
    await storage.sweep();
    assert.equal(storage.status().floorSeq, 0);
    assert.equal((await storage.eventsAfter(0, 10)).length, 3);
  });

  test("forgetting goes in steps between batches, and a key is never answered from a pruned event", async (t) => {
    const { storage, clock } = await open(t, { logMs: 7 * dayMs });
    await storage.apply(ask(createItem("A", { onHand: 100_000 })));
    const keys = Array.from({ length: 1_200 }, () => crypto.randomUUID());
    // Refusals have a record and no event: the log alone would be through before the keys are.
    const refuse = keys.map((key) => storage.apply(ask(createItem("A"), key)));
    await Promise.all(refuse);
    await Promise.all(keys.map((key) => storage.apply(ask(adjustStock("A", 1), key, "bob"))));
    clock.nowMs += 7 * dayMs + 1;
    await storage.apply(ask(createItem("B")));
    const swept = new AbortController();
    const sweep = storage.sweep().then(() => swept.abort());
    let during = 0;
    while (!swept.signal.aborted) {
      const key = keys.at(-1);
      const outcome = await storage.apply(ask(adjustStock("A", 1), key, "bob"));
      assert.equal(outcome.kind, "done");
      during += 1;
    }
    await sweep;
    assert(during > 2, `one step took the whole of it: ${during}`);
    assert.equal(storage.status().floorSeq, 1_201);
    assert.deepEqual(reasonsOf(await storage.apply(ask(createItem("A"), keys[0]))), ["SKU_TAKEN"]);
  });

  test("an import is forgotten with its problems, its items stay", async (t) => {
    const { storage, clock } = await open(t, { recordMs: 7 * dayMs });
    const [real, dry] = [crypto.randomUUID(), crypto.randomUUID()];
    const bad = { ...importRow(2, "B", -1), change: {} };
    await storage.apply(ask(importRows(real, [importRow(1, "A"), bad])));
    await storage.apply(ask(importRows(dry, [importRow(1, "C"), bad], { dryRun: true })));
    clock.nowMs += 7 * dayMs + 1;
    await storage.sweep();
    for (const importId of [real, dry]) {
      assert.equal(await storage.getImport(importId), undefined);
      const page = { importId, limit: 5, after: undefined };
      assert.deepEqual((await storage.listImportErrors(page)).rows, []);
    }
    assert.equal((await storage.getItem("A"))?.onHand, 5);
    const anew = await storage.apply(ask(importRows(dry, [importRow(1, "C")])));
    assert.equal(anew.kind, "imported");
  });
}
