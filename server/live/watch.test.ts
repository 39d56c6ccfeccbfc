import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { TestContext } from "node:test";
import { idOf } from "../test/live/fake-log.ts";
import { FakeSink } from "../test/live/fake-sink.ts";
import { World } from "../test/live/world.ts";
import type { WorldOptions } from "../test/live/world.ts";
import { waitFor } from "../test/wait-for.ts";
import { formatCursor, parseCursor, topicsHash } from "./cursor.ts";
import { topicSet } from "./topic-set.ts";
import type { Topic } from "./topic-set.ts";
import { LogPruned } from "./watch.ts";
import type { Subscriber } from "./subscriber.ts";

const every: Topic = { kind: "orders", mode: "every", filter: { userId: "", orderId: "" } };
const stock: Topic = { kind: "stock", skus: [] };
const userId = idOf(9_001);

function newWorld(t: TestContext, options: Partial<WorldOptions> = {}): World {
  const world = new World({ ringMaxBytes: 15_000, skus: ["A", "B", "C"], ...options });
  t.after(() => world.hub.stop());
  return world;
}

interface Watching {
  readonly sink: FakeSink;
  readonly subscriber: Subscriber;
  readonly errors: unknown[];
  readonly responses: () => ReturnType<FakeSink["responses"]>;
}

function watch(
  world: World,
  options: {
    readonly topics?: readonly Topic[];
    readonly cursor?: string;
    readonly blocked?: boolean;
    readonly snapshotLimit?: number;
  } = {},
): Watching {
  const { topics = [every, stock], cursor, blocked = false, snapshotLimit = 1_000 } = options;
  const sink = new FakeSink();
  sink.blocked = blocked;
  const errors: unknown[] = [];
  const plan = { set: topicSet(topics), cursor, snapshotLimit };
  const wire = { sink, codec: "proto", coding: "identity" } as const;
  const subscriber = world.watch(plan, wire, (error) => errors.push(error));
  return { sink, subscriber, errors, responses: () => sink.responses() };
}

function cursorAt(world: World, seq: number, topics: readonly Topic[] = [every, stock]): string {
  return formatCursor({ logId: world.logId, topicsHash: topicsHash(topicSet(topics)), seq });
}

function place(world: World, count: number): void {
  for (let at = 0; at < count; at += 1) {
    world.commit([{ kind: "place", userId, skus: [["A", "B", "C"][at % 3] ?? "A"] }]);
  }
}

async function untilLive({ subscriber }: Watching): Promise<void> {
  await waitFor("it is live", () => subscriber.group.live.has(subscriber));
}

function seqsOf({ responses }: Watching): readonly number[] {
  return responses().flatMap(({ events }) => events.map(({ seq }) => Number(seq)));
}

function fromTo(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

suite("a watch", () => {
  test("begins with a snapshot, says when it is whole, and goes on from its moment", async (t) => {
    const world = newWorld(t);
    place(world, 30);
    const watching = watch(world);
    place(world, 2);
    await untilLive(watching);
    place(world, 1);
    await waitFor("the last event", () => seqsOf(watching).includes(33));
    const responses = watching.responses();
    assert.equal(responses[0]?.heartbeat?.headSeq, 30n);
    const doneAt = responses.findIndex(({ snapshotDone }) => snapshotDone);
    assert(
      responses.slice(0, doneAt).every(({ cursor }) => cursor === ""),
      "no cursor before it is whole",
    );
    assert.equal(parseCursor(responses[doneAt]?.cursor ?? "")?.seq, 30);
    const rows = responses.slice(0, doneAt).flatMap(({ events }) => events);
    assert(rows.every(({ seq, kind }) => seq === 0n && kind === "order.snapshot"));
    assert(rows.length >= 30);
    assert.deepEqual(
      seqsOf(watching).filter((seq) => seq > 0),
      [31, 32, 33],
    );
    const items = responses.slice(0, doneAt).flatMap((response) => response.items);
    assert.equal(new Set(items.map(({ sku }) => sku)).size, 3);
  });

  test("reads no page of its snapshot before its reader has taken the last one", async (t) => {
    const world = newWorld(t);
    place(world, 500);
    const reads: number[] = [];
    const { listOrders } = world;
    Object.assign(world, {
      listOrders: (query: Parameters<typeof listOrders>[0]) => {
        reads.push(query.limit);
        return listOrders(query);
      },
    });
    const watching = watch(world, { blocked: true });
    for (let taken = 0; taken < 5; taken += 1) {
      await waitFor("a page is read", () => reads.length === taken + 1);
      await new Promise((resolve) => void setTimeout(resolve, 12));
      assert.equal(reads.length, taken + 1, "no page is read ahead");
      watching.sink.release();
      watching.sink.blocked = true;
    }
    watching.sink.release();
    await untilLive(watching);
    assert.equal(watching.sink.overlapCount, 0);
    assert.equal(seqsOf(watching).filter((seq) => seq === 0).length, 500);
  });

  test("brings no more orders than asked for, the newest, and each once", async (t) => {
    const world = newWorld(t);
    place(world, 300);
    const mine: Topic = {
      kind: "orders",
      mode: "latest",
      filter: { userId: "", orderId: idOf(299) },
    };
    const watching = watch(world, {
      topics: [mine, { ...every, filter: { userId, orderId: "" } }],
      snapshotLimit: 120,
    });
    await untilLive(watching);
    const ids = watching
      .responses()
      .flatMap(({ events }) => events)
      .map(({ subject }) => (subject.case === "order" ? subject.value.orderId : ""));
    assert.deepEqual(ids, fromTo(181, 300).toReversed().map(idOf));
  });

  test("goes on from a cursor that the ring still has", async (t) => {
    const world = newWorld(t);
    place(world, 30);
    const fromSeq = world.hub.ring.floorSeq;
    assert(fromSeq > 0);
    const watching = watch(world, { cursor: cursorAt(world, fromSeq) });
    await untilLive(watching);
    assert.deepEqual(seqsOf(watching), fromTo(fromSeq + 1, 30));
    const [first] = watching.responses();
    assert.deepEqual([first?.resync, first?.heartbeat?.headSeq], [undefined, 30n]);
  });

  test("reads on in the stored log from a cursor that the ring has passed, and misses no item", async (t) => {
    const world = newWorld(t);
    place(world, 1_000);
    const watching = watch(world, { cursor: cursorAt(world, 3) });
    place(world, 50);
    await untilLive(watching);
    assert.deepEqual(seqsOf(watching), fromTo(4, 1_050));
    const rows = new Map(
      watching
        .responses()
        .flatMap(({ items }) => items.map(({ sku, sold }) => [sku, Number(sold)])),
    );
    for (const [sku, { sold }] of world.items) assert.equal(rows.get(sku), sold);
  });

  test("misses no item when it broke in the midst of a batch that the ring has passed since", async (t) => {
    const world = newWorld(t, { ringMaxBytes: 1_000_000 });
    const behind = watch(world, { cursor: cursorAt(world, 0), blocked: true });
    await waitFor("the greeting", () => behind.sink.writableLength > 0);
    const skus = fromTo(1, 400).map((at) => `S-${at}`);
    world.commit(skus.map((sku) => ({ kind: "place", userId, skus: [sku] })));
    await waitFor("it is set aside", () => !behind.subscriber.group.live.has(behind.subscriber));
    behind.sink.release();
    behind.sink.blocked = true;
    await waitFor("the first stretch", () => behind.sink.writableLength > 0);
    world.hub.leave(behind.subscriber);
    const had = behind.responses();
    const cursor = had.at(-1)?.cursor ?? "";
    world.restart();
    const seq = parseCursor(cursor)?.seq ?? 0;
    assert(seq > 0 && seq < world.headSeq, "it stands in the midst of the batch");
    const again = watch(world, { cursor });
    await untilLive(again);
    const known = new Map(
      [...had, ...again.responses()].flatMap(({ items }) =>
        items.map(({ sku, sold }) => [sku, Number(sold)]),
      ),
    );
    for (const sku of skus) assert.equal(known.get(sku), world.items.get(sku)?.sold, sku);
  });

  test("is sent a resync and a snapshot for a cursor that cannot be continued, and told why", async (t) => {
    const world = newWorld(t);
    place(world, 100);
    world.prune(50);
    const cases = [
      [cursorAt(world, 49), /begins after event 50/],
      [cursorAt(world, 101), /the log ends at 100/],
      [cursorAt(world, 80).replace(world.logId, idOf(78)), /of another log/],
    ] as const;
    for (const [cursor, reason] of cases) {
      const watching = watch(world, { cursor });
      await untilLive(watching);
      const responses = watching.responses();
      assert.match(responses[0]?.resync?.reason ?? "", reason);
      assert.equal(responses.filter(({ snapshotDone }) => snapshotDone).length, 1);
      assert.equal(seqsOf(watching).filter((seq) => seq === 0).length, 100);
    }
    const watching = watch(world, { cursor: cursorAt(world, 50) });
    await untilLive(watching);
    assert.deepEqual(seqsOf(watching), fromTo(51, 100));
  });

  test("fails when the log is pruned past it while it reads", async (t) => {
    for (const floorSeq of [700, 1_000]) {
      const world = newWorld(t);
      place(world, 1_000);
      const watching = watch(world, { cursor: cursorAt(world, 10), blocked: true });
      await waitFor("the greeting", () => watching.sink.writableLength > 0);
      world.prune(floorSeq);
      watching.sink.release();
      await waitFor("it fails", () => watching.errors.length > 0);
      assert(watching.errors[0] instanceof LogPruned);
    }
  });

  test("bounds what it writes at once of a log whose every event changes many items", async (t) => {
    const world = newWorld(t);
    const skus = fromTo(1, 5_000).map((at) => `S-${at}`);
    for (let at = 0; at < 5_000; at += 100) {
      world.commit([{ kind: "place", userId, skus: skus.slice(at, at + 100) }]);
    }
    const watching = watch(world, { topics: [stock], cursor: cursorAt(world, 0, [stock]) });
    await untilLive(watching);
    assert(watching.sink.largestBytes < 100_000, `${watching.sink.largestBytes} bytes at once`);
    const items = new Set(
      watching.responses().flatMap((response) => response.items.map(({ sku }) => sku)),
    );
    assert.equal(items.size, 5_000);
  });

  test("writes nothing more once it has left", async (t) => {
    const world = newWorld(t, { readTurns: () => 2 });
    place(world, 1_000);
    for (const cursor of [undefined, cursorAt(world, 0)]) {
      const watching = watch(world, { ...(cursor !== undefined && { cursor }), blocked: true });
      await waitFor("the greeting", () => watching.sink.writableLength > 0);
      watching.sink.release();
      await waitFor("more", () => watching.sink.writes.length > 1);
      world.hub.leave(watching.subscriber);
      const count = watching.sink.writes.length;
      const other = watch(world);
      await untilLive(other);
      assert.equal(watching.sink.writes.length, count);
      assert.deepEqual(watching.errors, []);
    }
  });
});
