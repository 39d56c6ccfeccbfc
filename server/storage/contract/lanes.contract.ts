import assert from "node:assert/strict";
import { test } from "node:test";
import { Dropped, QueueFull } from "../storage.ts";
import type { ContractStorage, OpenForContract } from "./harness.ts";
import { adjustStock, ask, createItem, createUser, importRow, importRows } from "./requests.ts";

/** Who waits, who goes first, who is told to come back. */
export function lanesContract(open: OpenForContract): void {
  test("a full queue refuses before any work and says when to come back", async (t) => {
    const { storage, holdDurability } = await open(t, { queueMax: 4, batchMax: 2 });
    await storage.apply(ask(createItem("A")));
    const release = holdDurability();
    const first = storage.apply(ask(adjustStock("A", 1)));
    await batchBegun(storage);
    const waiting = [1, 2, 3, 4].map(() => storage.apply(ask(adjustStock("A", 1))));
    assert.equal(storage.status().queuedCount, 4);
    await assert.rejects(storage.apply(ask(adjustStock("A", 100))), (error: unknown) => {
      assert(error instanceof QueueFull, String(error));
      assert(error.retryAfterMs >= 50 && error.retryAfterMs <= 5_000, `${error.retryAfterMs}`);
      return true;
    });
    const internal = storage.apply(ask(adjustStock("A", 10)), { lane: "internal" });
    release();
    await Promise.all([first, ...waiting, internal]);
    assert.equal((await storage.getItem("A"))?.onHand, 25);
  });

  test("an internal command passes those that wait, but takes at most half a batch", async (t) => {
    const { storage, holdDurability } = await open(t, { batchMax: 4 });
    const batches = recordBatches(storage);
    const release = holdDurability();
    const asked = [storage.apply(ask(createItem("first")))];
    await batchBegun(storage);
    for (const at of [1, 2, 3, 4]) asked.push(storage.apply(ask(createItem(`normal-${at}`))));
    for (const at of [1, 2, 3]) {
      asked.push(storage.apply(ask(createItem(`internal-${at}`)), { lane: "internal" }));
    }
    release();
    await Promise.all(asked);
    assert.deepEqual(batches, [
      "first",
      "internal-1 internal-2 normal-1 normal-2",
      "internal-3 normal-3 normal-4",
    ]);
  });

  test("a low command takes what is left, and at least one goes into every batch", async (t) => {
    const { storage, holdDurability } = await open(t, { batchMax: 2 });
    const batches = recordBatches(storage);
    const release = holdDurability();
    const asked = [storage.apply(ask(createItem("first")))];
    await batchBegun(storage);
    for (const at of [1, 2]) {
      asked.push(storage.apply(ask(createItem(`low-${at}`)), { lane: "low" }));
    }
    for (const at of [1, 2, 3]) asked.push(storage.apply(ask(createItem(`normal-${at}`))));
    release();
    await Promise.all(asked);
    assert.deepEqual(batches, ["first", "normal-1 normal-2 low-1", "normal-3 low-2"]);
  });

  test("an import weighs its rows: a batch takes one and leaves the next", async (t) => {
    const { storage, holdDurability } = await open(t, { batchMax: 3 });
    const batches = recordBatches(storage);
    const release = holdDurability();
    const begun = storage.apply(ask(createItem("first")));
    await batchBegun(storage);
    const commands = ["a", "b"].map((name) => {
      const rows = [1, 2, 3, 4].map((row) => importRow(row, `${name}${row}`));
      return storage.apply(ask(importRows(crypto.randomUUID(), rows)), { lane: "low" });
    });
    release();
    await Promise.all([begun, ...commands]);
    assert.deepEqual(batches, ["first", "a1 a2 a3 a4", "b1 b2 b3 b4"]);
  });

  test("whenRoom waits for room, and ends when its caller goes", async (t) => {
    const { storage, holdDurability } = await open(t, { queueMax: 4, batchMax: 4 });
    await storage.whenRoom();
    const release = holdDurability();
    const asked = [storage.apply(ask(createItem("first")))];
    await batchBegun(storage);
    for (const at of [1, 2, 3]) asked.push(storage.apply(ask(createItem(`${at}`))));
    const gone = new AbortController();
    const left = assert.rejects(storage.whenRoom(gone.signal), Dropped);
    let room = false;
    const waited = storage.whenRoom().then(() => (room = true));
    gone.abort();
    await left;
    assert.equal(room, false);
    release();
    await Promise.all([...asked, waited]);
    await assert.doesNotReject(storage.whenRoom(AbortSignal.abort()));
  });

  test("a command whose caller goes before it is decided is dropped, and nothing was done", async (t) => {
    const { storage, holdDurability } = await open(t);
    const release = holdDurability();
    const first = storage.apply(ask(createItem("A")));
    await batchBegun(storage);
    const gone = new AbortController();
    const { signal } = gone;
    const dropped = assert.rejects(storage.apply(ask(createItem("B")), { signal }), Dropped);
    const kept = storage.apply(ask(createItem("C")));
    gone.abort();
    release();
    await Promise.all([first, dropped, kept]);
    assert.equal(await storage.getItem("B"), undefined);
    assert.equal(storage.status().headSeq, 2);
  });

  test("replays, which wait for no disk, leave turns of the event loop to others", async (t) => {
    const { storage } = await open(t);
    const key = crypto.randomUUID();
    await storage.apply(ask(createItem("A"), key));
    const turned = new AbortController();
    setImmediate(() => setImmediate(() => turned.abort()));
    for (let replays = 0; !turned.signal.aborted; replays += 1) {
      assert(replays < 1_000, "1,000 replays went by without a turn");
      await storage.apply(ask(createItem("A"), key));
    }
  });

  test("a command whose caller goes after it was decided is done", async (t) => {
    const { storage, holdDurability } = await open(t);
    const release = holdDurability();
    const gone = new AbortController();
    const asked = storage.apply(ask(createUser("ada@example.com")), { signal: gone.signal });
    await batchBegun(storage);
    gone.abort();
    release();
    assert.equal((await asked).kind, "done");
  });
}

/** Resolves once nothing waits: the batch that was just asked for is on its way to the disk. */
async function batchBegun(storage: ContractStorage): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const look = (): void => {
    if (storage.status().queuedCount === 0) resolve();
    else setImmediate(look);
  };
  setImmediate(look);
  await promise;
}

/** The SKUs of each batch's events. */
function recordBatches(storage: ContractStorage): readonly string[] {
  const batches: string[] = [];
  storage.onCommit((events) => {
    const skus = events.map(({ event: { subject } }) =>
      subject.kind === "item" ? subject.item.sku : subject.kind,
    );
    batches.push(skus.join(" "));
  });
  return batches;
}
