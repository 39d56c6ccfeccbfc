import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import type { MessageInitShape } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { ItemSchema } from "#gen/sluice/inventory/v1/item_pb.ts";
import { WatchResponseSchema } from "#gen/sluice/live/v1/live_service_pb.ts";
import type { Changes } from "./changes.ts";
import { LiveStore } from "./live-store.ts";

type Frame = MessageInitShape<typeof WatchResponseSchema>;

/** A store on our clock; `flush` does what was scheduled and answers how often readers were told. */
function storeAtWork() {
  let nowMs = 1_000_000;
  let toldCount = 0;
  const scheduled: (() => void)[] = [];
  const store = new LiveStore({
    wallMs: () => nowMs,
    scheduleFlush: (callback) => scheduled.push(callback),
  });
  store.subscribe(() => (toldCount += 1));
  const apply = (frame: Frame): void => store.apply(create(WatchResponseSchema, frame));
  const flush = (): number => {
    for (const callback of scheduled.splice(0)) callback();
    return toldCount;
  };
  return { store, apply, flush, pass: (ms: number) => (nowMs += ms), now: () => nowMs };
}

const placed = (orderId: string, atMs: number, seq = 1n) => ({
  seq,
  kind: "order.placed",
  at: timestampFromMs(atMs),
  subject: { case: "order", value: { orderId, version: 1n } } as const,
});

test("many frames become one notification, and readers see nothing in between", () => {
  const { store, apply, flush, now } = storeAtWork();
  const before = store.view();
  for (let index = 0; index < 100; index += 1) {
    apply({ events: [placed(`o${index}`, now(), BigInt(index + 1))] });
  }
  assert.equal(store.view(), before);
  assert.equal(flush(), 1);
  assert.equal(store.view().feed.length, 100);
});

test("parts that did not change stay the same objects", () => {
  const { store, apply, flush, now } = storeAtWork();
  apply({ items: [{ sku: "B" }, { sku: "A" }], events: [placed("o", now())] });
  flush();
  const { feed, items } = store.view();
  apply({ items: [{ sku: "A", held: 3n }] });
  flush();
  assert.equal(store.view().feed, feed);
  assert.notEqual(store.view().items, items);
  assert.deepEqual(
    store.view().items.map(({ sku, held }) => `${sku} ${held}`),
    ["A 3", "B 0"],
  );
});

test("a snapshot drops what is held, a stream that goes on does not", () => {
  const { store, apply, flush, now } = storeAtWork();
  apply({ items: [{ sku: "A" }], events: [placed("o", now())], snapshotDone: true });
  store.begin(false);
  flush();
  assert.deepEqual([store.view().items.length, store.view().whole], [1, true]);
  store.begin(true);
  flush();
  const { items, feed, whole } = store.view();
  assert.deepEqual([items.length, feed.length, whole], [0, 0, false]);
  assert.equal(store.order("o"), undefined);
});

test("events a second are a mean of five, skipped ones included, snapshots not", () => {
  const { store, apply, flush, pass, now } = storeAtWork();
  apply({ events: [placed("s", now(), 0n)] });
  for (let second = 0; second < 5; second += 1) {
    apply({ events: [placed(`o${second}`, now(), BigInt(second + 1))], skippedCount: 9n });
    if (second < 4) pass(1_000);
  }
  flush();
  assert.deepEqual([store.view().wire.eventsPerSecond, store.view().wire.skippedCount], [10, 45]);
  pass(5_000);
  apply({});
  flush();
  assert.equal(store.view().wire.eventsPerSecond, 0);
});

test("what was left out stands before the events that came with it", () => {
  const { store, apply, flush, pass, now } = storeAtWork();
  apply({ events: [placed("old", now())] });
  const away = now() + 1_000;
  pass(60_000);
  apply({ events: [placed("new", away + 10, 9n), placed("newer", now(), 10n)], skippedCount: 7n });
  flush();
  const kinds = store.view().feed.map((entry) => (entry.kind === "gap" ? entry.count : entry.key));
  assert.deepEqual(kinds, ["old/1", 7, "new/1", "newer/1"]);
});

test("lag is told by the server's clock, whatever ours says", () => {
  const { store, apply, flush, now } = storeAtWork();
  const ahead = 3_600_000;
  apply({ heartbeat: { at: timestampFromMs(now() + ahead) } });
  apply({ events: [placed("o", now() + ahead - 38)] });
  flush();
  assert.deepEqual([store.view().wire.lagMs, store.view().wire.clockAheadMs], [38, ahead]);
});

test("bytes are counted as they came and inflated", () => {
  const { store, apply, flush } = storeAtWork();
  store.countBytes(100, 900);
  store.countBytes(20, 20);
  apply({});
  flush();
  assert.deepEqual([store.view().wire.wireBytes, store.view().wire.inflatedBytes], [120, 920]);
});

test("what was sold while the tab was away is no rate of now", () => {
  const { store, apply, pass } = storeAtWork();
  store.begin(true);
  apply({ items: [{ sku: "A", onHand: 100n, available: 100n }] });
  pass(300_000);
  store.begin(false);
  apply({ items: [{ sku: "A", onHand: 100n, held: 90n, available: 10n }] });
  pass(20_000);
  apply({ items: [{ sku: "A", onHand: 100n, held: 92n, available: 8n }] });
  assert.equal(store.demand("A")?.takenPerMinute, 6);
});

test("the answer to an edit shows at once, and never replaces a row that is as new", () => {
  const { store, apply, flush } = storeAtWork();
  apply({ items: [{ sku: "A", version: 1n, held: 3n }] });
  flush();
  store.learnItem(create(ItemSchema, { sku: "A", version: 2n, paused: true }));
  assert.equal(store.view().items[0]?.paused, true);
  assert.equal(store.view().learnedCount, 1);
  apply({ items: [{ sku: "A", version: 1n, held: 4n }] });
  flush();
  assert.equal(store.view().items[0]?.paused, true);
  apply({ items: [{ sku: "A", version: 2n, paused: true, held: 5n }] });
  flush();
  store.learnItem(create(ItemSchema, { sku: "A", version: 2n, paused: true }));
  assert.equal(store.view().items[0]?.held, 5n);
  assert.equal(store.view().learnedCount, 1);
});

const text = ({ any, orders, items }: Changes): string =>
  [any ? "any" : "", ...orders.map((order) => order.orderId), ...items.map(({ sku }) => sku)]
    .filter((part) => part !== "")
    .join(" ");

test("changes are told frame by frame, but not what a snapshot brings", () => {
  const { store, apply, now } = storeAtWork();
  const told: string[] = [];
  store.onChanges((changes) => told.push(text(changes)));
  store.begin(true);
  apply({ items: [{ sku: "A" }], events: [placed("old", now(), 0n)] });
  apply({ items: [{ sku: "B" }], snapshotDone: true });
  assert.deepEqual(told, ["any"]);
  apply({ heartbeat: { at: timestampFromMs(now()) } });
  apply({ items: [{ sku: "A" }], events: [placed("new", now(), 5n)] });
  apply({ skippedCount: 3n });
  store.begin(false);
  apply({ items: [{ sku: "C" }] });
  assert.deepEqual(told, ["any", "new A", "any", "C"]);
});

test("who does not listen any more is told nothing", () => {
  const { store } = storeAtWork();
  let toldCount = 0;
  store.onChanges(() => (toldCount += 1))();
  store.begin(true);
  assert.equal(toldCount, 0);
});
