import assert from "node:assert/strict";
import { test } from "node:test";
import type { Event } from "../../commands/event.ts";
import { decodeEvent } from "../../log/decode-event.ts";
import { allEvents, auditStorage } from "../../test/traced-writes/audit-storage.ts";
import type { OpenForContract } from "./harness.ts";
import {
  ask,
  cancelOrder,
  createItem,
  createUser,
  expireHold,
  placeOrder,
  reasonsOf,
  subjectOf,
} from "./requests.ts";

/** P8: one log, numbered in commit order without gaps; what is published is what is stored. */
export function eventsContract(open: OpenForContract): void {
  test("seq runs on without gaps over batches, refusals and reopens", async (t) => {
    const { storage, reopen } = await open(t, { batchMax: 3 });
    const { userId } = subjectOf(await storage.apply(ask(createUser("ada@example.com"))));
    await storage.apply(ask(createItem("A", { onHand: 5 })));
    let current = storage;
    for (let round = 0; round < 3; round += 1) {
      const asked = Array.from({ length: 5 }, (_, at) =>
        current.apply(ask(placeOrder(userId, at % 2 === 0 ? "A" : "none"))),
      );
      await Promise.all(asked);
      current = await reopen();
    }
    const events = await allEvents(current);
    assert.deepEqual(
      events.map(({ seq }) => seq),
      Array.from({ length: 7 }, (_, at) => at + 1),
    );
    await auditStorage(current);
  });

  test("listeners hear every event once, in order, as it is stored, until they leave", async (t) => {
    const { storage } = await open(t, { batchMax: 4 });
    const heard: Event[] = [];
    const stored: Uint8Array[] = [];
    const leave = storage.onCommit((events) => {
      heard.push(...events.map(({ event }) => event));
      stored.push(...events.map(({ bytes }) => bytes));
    });
    await Promise.all(
      Array.from({ length: 10 }, (_, at) => storage.apply(ask(createItem(`${at}`)))),
    );
    leave();
    await storage.apply(ask(createItem("unheard")));
    const events = await storage.eventsAfter(0, 10);
    assert.deepEqual(heard, events);
    assert.deepEqual(stored.map(decodeEvent), events);
    assert.equal(storage.status().headSeq, 11);
  });

  test("a refusal is no event", async (t) => {
    const { storage } = await open(t);
    const refused = await storage.apply(ask(cancelOrder(crypto.randomUUID()), crypto.randomUUID()));
    assert.deepEqual(reasonsOf(refused), ["ORDER_NOT_FOUND"]);
    assert.equal(storage.status().headSeq, 0);
    assert.deepEqual(await storage.eventsAfter(0, 10), []);
  });

  test("events are read from any seq, at most as many as asked for", async (t) => {
    const { storage } = await open(t);
    for (const sku of ["A", "B", "C"]) await storage.apply(ask(createItem(sku)));
    const seqs = async (after: number, limit: number): Promise<readonly number[]> =>
      (await storage.eventsAfter(after, limit)).map(({ seq }) => seq);
    assert.deepEqual(await seqs(0, 2), [1, 2]);
    assert.deepEqual(await seqs(2, 2), [3]);
    assert.deepEqual(await seqs(3, 2), []);
  });

  test("an order's events are paged oldest first and are its own only", async (t) => {
    const { storage, clock } = await open(t, { holdMs: 10 });
    const { userId } = subjectOf(await storage.apply(ask(createUser("ada@example.com"))));
    await storage.apply(ask(createItem("A")));
    const one = subjectOf(await storage.apply(ask(placeOrder(userId, "A"))));
    const two = subjectOf(await storage.apply(ask(placeOrder(userId, "A"))));
    await storage.apply(ask(cancelOrder(two.orderId, "no more")));
    clock.nowMs += 10;
    await storage.apply(ask(expireHold(one.orderId), undefined, "system"));
    const query = { orderId: one.orderId, limit: 1 };
    const first = await storage.listOrderEvents({ ...query, after: undefined });
    const second = await storage.listOrderEvents({ ...query, after: first.next });
    const kinds = [...first.rows, ...second.rows].map(({ kind, actor }) => `${kind} by ${actor}`);
    assert.deepEqual(kinds, ["order.placed by alice", "order.expired by system"]);
    assert.equal(second.next, undefined);
    const unknown = await storage.listOrderEvents({ ...query, orderId: userId, after: undefined });
    assert.deepEqual(unknown, { rows: [], next: undefined });
  });

  test("overdue holds come longest overdue first, and the next expiry is the earliest live one", async (t) => {
    const { storage, clock } = await open(t, { holdMs: 1_000 });
    assert.equal(await storage.nextHoldExpiryMs(), undefined);
    const { userId } = subjectOf(await storage.apply(ask(createUser("ada@example.com"))));
    await storage.apply(ask(createItem("A")));
    const ids: string[] = [];
    const startMs = clock.nowMs;
    for (let at = 0; at < 4; at += 1) {
      clock.nowMs = startMs + at * 100;
      ids.push(subjectOf(await storage.apply(ask(placeOrder(userId, "A")))).orderId);
    }
    await storage.apply(ask(cancelOrder(ids[1] ?? "")));
    assert.equal(await storage.nextHoldExpiryMs(), startMs + 1_000);
    assert.deepEqual(await storage.overdueHolds(startMs + 999, 10), []);
    assert.deepEqual(await storage.overdueHolds(startMs + 1_200, 10), [ids[0], ids[2]]);
    assert.deepEqual(await storage.overdueHolds(startMs + 1_200, 1), [ids[0]]);
    clock.nowMs = startMs + 1_000;
    await storage.apply(ask(expireHold(ids[0] ?? "")));
    assert.equal(await storage.nextHoldExpiryMs(), startMs + 1_200);
  });
}
