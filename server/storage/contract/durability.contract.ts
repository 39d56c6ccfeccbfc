import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { auditStorage } from "../../test/traced-writes/audit-storage.ts";
import type { OpenForContract } from "./harness.ts";
import { adjustStock, ask, createItem, createUser, placeOrder, subjectOf } from "./requests.ts";

/** P3 as far as one process shows it: nothing undurable is answered or shown, and a close keeps everything. */
export function durabilityContract(open: OpenForContract): void {
  test("all that was answered is there after a close and a reopen", async (t) => {
    const { storage, reopen } = await open(t, { batchMax: 8, checkpointWalBytes: 65_536 });
    const { userId } = subjectOf(await storage.apply(ask(createUser("ada@example.com"))));
    await storage.apply(ask(createItem("A", { onHand: 200 })));
    const placed = await Promise.all(
      Array.from({ length: 100 }, () => storage.apply(ask(placeOrder(userId, "A")))),
    );
    const { headSeq, logId } = storage.status();
    const reopened = await reopen();
    for (const outcome of placed) {
      const order = subjectOf(outcome);
      assert.deepEqual(await reopened.getOrder(order.orderId), order);
    }
    assert.deepEqual([reopened.status().headSeq, reopened.status().logId], [headSeq, logId]);
    await auditStorage(reopened);
  });

  test("close answers what waits and refuses what comes after", async (t) => {
    const { storage } = await open(t, { batchMax: 2 });
    const waiting = ["A", "B", "C", "D", "E"].map((sku) => storage.apply(ask(createItem(sku))));
    const closed = storage.close();
    await assert.rejects(storage.apply(ask(createItem("F"))), { name: "StorageUnavailable" });
    for (const outcome of await Promise.all(waiting)) assert.equal(outcome.kind, "done");
    await closed;
    await assert.rejects(storage.apply(ask(createItem("G"))), { name: "StorageUnavailable" });
  });

  test("a write is answered, published and counted only once it is durable", async (t) => {
    const { storage, holdDurability } = await open(t);
    await storage.apply(ask(createItem("A")));
    const seen: string[] = [];
    storage.onCommit((events) => void seen.push(`published ${events[0]?.event.seq}`));
    const release = holdDurability();
    const applied = storage.apply(ask(adjustStock("A", 1))).then(() => seen.push("answered"));
    await turns(20);
    assert.deepEqual(seen, []);
    assert.equal(storage.status().headSeq, 1);
    release();
    await applied;
    assert.deepEqual(seen, ["published 2", "answered"]);
    assert.equal(storage.status().headSeq, 2);
  });

  test("a read does not show what is not durable yet", async (t) => {
    const { storage, holdDurability } = await open(t);
    await storage.apply(ask(createItem("A", { onHand: 1 })));
    const release = holdDurability();
    let durable = false;
    const applied = storage.apply(ask(adjustStock("A", 1)));
    await turns(3);
    const shown = storage.getItem("A").then((item) => ({ onHand: item?.onHand, durable }));
    const events = storage.eventsAfter(0, 10).then((read) => ({ count: read.length, durable }));
    await turns(20);
    durable = true;
    release();
    await applied;
    for (const read of [await shown, await events]) {
      const old = "onHand" in read ? read.onHand === 1 : read.count === 1;
      assert(read.durable || old, `shown before it was durable: ${JSON.stringify(read)}`);
    }
    assert.equal((await storage.getItem("A"))?.onHand, 2);
  });

  test("a replay in a later batch waits for the durability of the first", async (t) => {
    const { storage, holdDurability } = await open(t);
    const key = crypto.randomUUID();
    const release = holdDurability();
    let answered = 0;
    const count = (): void => void (answered += 1);
    const first = storage.apply(ask(createItem("A"), key)).then(count);
    await turns(5);
    const second = storage.apply(ask(createItem("A"), key)).then(count);
    await turns(20);
    assert.equal(answered, 0);
    release();
    await Promise.all([first, second]);
  });

  test("time does not fall below the last event after a reopen on a clock that was set back", async (t) => {
    const { storage, clock, reopen } = await open(t);
    const first = subjectOf(await storage.apply(ask(createItem("A"))));
    const waiting = reopen();
    clock.nowMs -= 3_600_000;
    const reopened = await waiting;
    const second = subjectOf(await reopened.apply(ask(createItem("B"))));
    assert(second.createdAtMs >= first.createdAtMs, `${second.createdAtMs} is in the past`);
    assert(reopened.clock() >= first.createdAtMs);
  });
}

/** Lets the event loop turn: whatever may happen without a disk has happened then. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await setImmediate();
}
