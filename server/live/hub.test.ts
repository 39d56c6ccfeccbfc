import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { TestContext } from "node:test";
import type { Item } from "../inventory/item.ts";
import { anItem, idOf, placed } from "../test/live/fake-log.ts";
import { FakeSink } from "../test/live/fake-sink.ts";
import { turns } from "../test/live/turns.ts";
import { soundBooks, unsoundBooks } from "../test/payments/some-books.ts";
import { waitFor } from "../test/wait-for.ts";
import { parseCursor } from "./cursor.ts";
import { Hub } from "./hub.ts";
import type { HubOptions } from "./hub.ts";
import { channelsPiece, ledgerPiece, metricsPiece } from "./pieces.ts";
import type { Subscriber } from "./subscriber.ts";
import { topicSet } from "./topic-set.ts";
import type { Topic } from "./topic-set.ts";

const every: Topic = { kind: "orders", mode: "every", filter: { userId: "", orderId: "" } };
const stock: Topic = { kind: "stock", skus: [] };

function newHub(t: TestContext, options: Partial<HubOptions> = {}): Hub {
  const hub = new Hub({
    logId: idOf(7),
    headSeq: 0,
    ringMaxBytes: 1_000_000,
    tickMs: 0,
    heartbeatMs: 60_000,
    clock: () => 1_800_000_000_000,
    ...options,
  });
  t.after(() => hub.stop());
  return hub;
}

interface Joined {
  readonly sink: FakeSink;
  readonly subscriber: Subscriber;
}

/** A subscriber that is live from the head on. */
function join(hub: Hub, options: { topics?: readonly Topic[]; json?: boolean } = {}): Joined {
  const { topics = [every], json = false } = options;
  const sink = new FakeSink();
  const wire = { sink, codec: json ? "json" : "proto", coding: "identity" } as const;
  const subscriber = hub.enter(topicSet(topics), wire, hub.ring.headSeq);
  hub.resume(subscriber);
  return { sink, subscriber };
}

/** Commits an order each for some seqs, with the rows of their one item. */
function publish(hub: Hub, count: number, fields: Parameters<typeof placed>[1] = {}): void {
  const { headSeq } = hub.ring;
  const events = Array.from({ length: count }, (_, index) => placed(headSeq + 1 + index, fields));
  const items = new Map<string, Item>();
  for (const sku of fields.skus ?? ["SKU-1"])
    items.set(sku, anItem({ sku, held: headSeq + count }));
  hub.publish(events, { items });
}

function seqsOf({ sink }: Joined): readonly number[] {
  return sink.responses().flatMap(({ events }) => events.map(({ seq }) => Number(seq)));
}

function fromTo(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

suite("the hub", () => {
  test("hands every subscriber of a codec and coding the same buffer", async (t) => {
    const hub = newHub(t);
    const [first, second, third] = [join(hub), join(hub), join(hub, { json: true })];
    publish(hub, 3);
    await turns();
    assert.equal(first.sink.writes.length, 1);
    assert.equal(first.sink.writes[0], second.sink.writes[0]);
    assert.notEqual(first.sink.writes[0], third.sink.writes[0]);
    assert.deepEqual(third.sink.responses("json"), first.sink.responses());
  });

  test("brings what a tick gathers as one frame, with the cursor of its end", async (t) => {
    const hub = newHub(t, { tickMs: 10 });
    const joined = join(hub);
    publish(hub, 1);
    await waitFor("the first frame", () => joined.sink.writes.length === 1);
    for (let batch = 0; batch < 5; batch += 1) publish(hub, 2);
    await waitFor("the second frame", () => joined.sink.writes.length === 2);
    const [, frame] = joined.sink.responses();
    assert.deepEqual(
      frame?.events.map(({ seq }) => Number(seq)),
      fromTo(2, 11),
    );
    assert.equal(parseCursor(frame?.cursor ?? "")?.seq, 11);
  });

  test("sends a stream whose last write is open nothing, and later one larger write from the ring", async (t) => {
    const hub = newHub(t);
    const [slow, fast] = [join(hub), join(hub)];
    slow.sink.blocked = true;
    for (let batch = 0; batch < 20; batch += 1) {
      publish(hub, 2);
      await turns();
    }
    assert.equal(slow.sink.writes.length, 1);
    assert.equal(fast.sink.writes.length, 20);
    slow.sink.release();
    await waitFor("it catches up", () => seqsOf(slow).length === 40);
    assert.equal(slow.sink.writes.length, 2);
    assert.deepEqual(seqsOf(slow), fromTo(1, 40));
    publish(hub, 1);
    await turns();
    assert.equal(slow.sink.writes.at(-1), fast.sink.writes.at(-1), "it is one of all again");
    assert.equal(slow.sink.overlapCount, 0);
  });

  test("looks after stalled streams without keeping the process busy", async (t) => {
    const hub = newHub(t);
    let looks = 0;
    const sink = new FakeSink();
    const watched = {
      write: (bytes: Uint8Array) => sink.write(bytes),
      get writableLength() {
        looks += 1;
        return 1;
      },
    };
    const wire = { sink: watched, codec: "proto", coding: "identity" } as const;
    hub.resume(hub.enter(topicSet([every]), wire, 0));
    const sinceMs = performance.now();
    await waitFor("it is looked at now and then", () => looks > 6);
    const tookMs = performance.now() - sinceMs;
    assert(looks < 0.6 * tookMs, `${looks} looks in ${tookMs} ms`);
  });

  test("bounds what one write to a stream that fell behind carries", async (t) => {
    const hub = newHub(t, { ringMaxBytes: 100_000_000 });
    const [orders, items] = [join(hub), join(hub, { topics: [stock] })];
    for (const { sink } of [orders, items]) sink.blocked = true;
    publish(hub, 1);
    await turns();
    for (let batch = 0; batch < 100; batch += 1) {
      publish(hub, 1, { skus: fromTo(1, 50).map((at) => `SKU-${batch}-${at}`) });
    }
    await turns();
    for (const { sink } of [orders, items]) {
      const untilAll = hub.ring.headSeq;
      while (parseCursor(sink.responses().at(-1)?.cursor ?? "")?.seq !== untilAll) {
        sink.release();
        sink.blocked = true;
        await waitFor("the next write", () => sink.writableLength > 0);
      }
      assert(sink.writes.length > 3, `${sink.writes.length} writes`);
      assert(sink.largestBytes < 100_000, `${sink.largestBytes} bytes at once`);
    }
    assert.deepEqual(seqsOf(orders), fromTo(1, 101));
    const rows = items.sink.responses().flatMap((response) => response.items);
    assert.equal(new Set(rows.map(({ sku }) => sku)).size, 5_001);
  });

  test("brings one who joins while something is gathered neither that twice nor less than what follows", async (t) => {
    const hub = newHub(t, { tickMs: 10_000 });
    const old = join(hub);
    publish(hub, 1);
    await turns();
    publish(hub, 3);
    const atHead = join(hub);
    const behind = new FakeSink();
    const wire = { sink: behind, codec: "proto", coding: "identity" } as const;
    const subscriber = hub.enter(topicSet([every]), wire, 2);
    hub.resume(subscriber);
    publish(hub, 2);
    const later = join(hub);
    assert.deepEqual(seqsOf(old), fromTo(1, 6));
    assert.deepEqual(seqsOf(atHead), [5, 6]);
    assert.deepEqual(seqsOf({ sink: behind, subscriber }), fromTo(3, 6));
    assert.deepEqual(seqsOf(later), []);
  });

  test("sends the current row of an item to one who fell behind in the midst of its batch", async (t) => {
    const hub = newHub(t);
    publish(hub, 10);
    const sink = new FakeSink();
    const wire = { sink, codec: "proto", coding: "identity" } as const;
    hub.resume(hub.enter(topicSet([stock]), wire, 9));
    assert.deepEqual(
      sink.responses().flatMap(({ items }) => items.map(({ held }) => held)),
      [10n],
    );
  });

  test("hands one that the ring has passed by to whoever reads the stored log", async (t) => {
    const hub = newHub(t, { ringMaxBytes: 10_000 });
    const behind: Subscriber[] = [];
    hub.onBehind = (subscriber) => behind.push(subscriber);
    const { sink, subscriber } = join(hub);
    sink.blocked = true;
    for (let batch = 0; batch < 30; batch += 1) {
      publish(hub, 1);
      await turns();
    }
    sink.release();
    await waitFor("it is behind", () => behind.length > 0);
    assert.deepEqual(behind, [subscriber]);
    assert.equal(sink.writes.length, 1);
    assert.equal(subscriber.seq, 1);
  });

  test("gives a sign of life with a fresh cursor when nothing else was sent", async (t) => {
    const hub = newHub(t, { heartbeatMs: 40 });
    const quiet = join(hub, { topics: [{ ...every, filter: { userId: idOf(5), orderId: "" } }] });
    publish(hub, 4);
    await waitFor("a heartbeat", () => quiet.sink.writes.length > 0);
    const [beat] = quiet.sink.responses();
    assert.equal(beat?.heartbeat?.headSeq, 4n);
    assert.equal(parseCursor(beat.cursor)?.seq, 4);
    quiet.sink.blocked = true;
    const beforeCount = quiet.sink.writes.length;
    const witness = join(hub, { topics: [stock] });
    await waitFor("more heartbeats", () => witness.sink.writes.length > 3);
    assert(quiet.sink.writes.length <= beforeCount + 1, "a stalled stream gets no more of them");
    assert.equal(quiet.sink.overlapCount, 0);
    const stalledCount = quiet.sink.writes.length;
    quiet.sink.release();
    await waitFor("its next heartbeat", () => quiet.sink.writes.length > stalledCount);
  });

  test("forgets a group with its last subscriber, and a subscriber once", async (t) => {
    const hub = newHub(t);
    const [first, second] = [join(hub), join(hub)];
    assert.equal(hub.subscriberCount, 2);
    publish(hub, 1);
    for (const { subscriber } of [first, first, second]) hub.leave(subscriber);
    assert.equal(hub.subscriberCount, 0);
    await turns();
    assert.deepEqual([first.sink.writes, second.sink.writes], [[], []]);
    const third = join(hub);
    assert.notEqual(third.subscriber.group, first.subscriber.group);
    publish(hub, 1);
    await turns();
    assert.deepEqual(seqsOf(third), [2]);
  });

  test("lets go of one that waits when it leaves", async (t) => {
    const hub = newHub(t);
    const { sink, subscriber } = join(hub);
    sink.blocked = true;
    publish(hub, 1);
    await turns();
    const waited = hub.writable(subscriber);
    await turns();
    hub.leave(subscriber);
    await waited;
    sink.release();
    publish(hub, 5);
    await turns(10);
    assert.equal(sink.writes.length, 1);
  });

  test("brings metrics to those who asked for them", async (t) => {
    const hub = newHub(t);
    const [asked, other] = [join(hub, { topics: [{ kind: "metrics" }] }), join(hub)];
    hub.publishMetrics(metricsPiece([]));
    await turns();
    assert.equal(asked.sink.responses().filter(({ metrics }) => metrics !== undefined).length, 1);
    assert.equal(other.sink.writes.length, 0);
  });

  test("brings payment channels, as they were last, to those who asked for them", async (t) => {
    const hub = newHub(t);
    hub.publishChannels(() => assert.fail("made for nobody"));
    const [asked, other] = [join(hub, { topics: [{ kind: "channels" }] }), join(hub)];
    for (const nowMs of [1_000, 2_000]) hub.publishChannels(() => channelsPiece([], nowMs));
    await turns();
    const told = asked.sink.responses().map(({ channels }) => channels?.at?.seconds);
    assert.deepEqual(told, [2n]);
    assert.equal(other.sink.writes.length, 0);
  });

  test("brings how the books stand, as it was last, to those who asked for it", async (t) => {
    const hub = newHub(t);
    hub.publishLedger(() => assert.fail("made for nobody"));
    const [asked, other] = [join(hub, { topics: [{ kind: "ledger" }] }), join(hub)];
    for (const state of [unsoundBooks("short of 1"), soundBooks])
      hub.publishLedger(() => ledgerPiece(state, 70));
    await turns();
    const told = asked.sink.responses().map(({ ledger }) => [ledger?.green, ledger?.headSeq]);
    assert.deepEqual(told, [[true, 70n]]);
    assert.equal(other.sink.writes.length, 0);
  });

  test("tells how long the oldest event of a tick has waited", async (t) => {
    const waits: number[] = [];
    const hub = newHub(t, { tickMs: 20, onFlush: (waitedMs) => waits.push(waitedMs) });
    join(hub);
    publish(hub, 1);
    await waitFor("a tick", () => waits.length === 1);
    publish(hub, 1);
    await waitFor("a tick", () => waits.length === 2);
    const [idle = 0, busy = 0] = waits;
    assert(idle < 15, `${idle} ms after an idle time`);
    assert(busy < 60, `${busy} ms`);
  });
});
