import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { anItem, idOf, placed } from "../test/live/fake-log.ts";
import { RingEvent } from "./event-ring.ts";
import { Gathered, Group, latestMax } from "./group.ts";
import { itemPiece } from "./pieces.ts";
import { topicSet } from "./topic-set.ts";
import type { Topic } from "./topic-set.ts";

const every: Topic = { kind: "orders", mode: "every", filter: { userId: "", orderId: "" } };
const latest: Topic = { ...every, mode: "latest" };

function gather(topics: readonly Topic[], count: number) {
  const gathered = new Gathered();
  const set = topicSet(topics);
  for (let seq = 1; seq <= count; seq += 1) {
    gathered.add(set, new RingEvent(placed(seq, { userId: idOf(seq % 2) })));
  }
  return gathered;
}

function seqsOf(events: readonly RingEvent[]): readonly number[] {
  return events.map(({ event }) => event.seq);
}

function fromTo(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

suite("what is gathered for a set", () => {
  test("is every event of a feed", () => {
    const { events, skippedCount } = gather([every], 1_000).take();
    assert.deepEqual(seqsOf(events), fromTo(1, 1_000));
    assert.equal(skippedCount, 0);
  });

  test("is the newest fifty of a latest topic, and the count of the others", () => {
    for (const count of [1, 50, 51, 399, 400, 401, 1_000]) {
      const { events, skippedCount } = gather([latest], count).take();
      assert.deepEqual(seqsOf(events), fromTo(Math.max(1, count - latestMax + 1), count));
      assert.equal(skippedCount, Math.max(0, count - latestMax));
    }
  });

  test("is in the order of the log when a set has both", () => {
    const mine: Topic = { ...every, filter: { userId: idOf(1), orderId: "" } };
    const { events, skippedCount } = gather([latest, mine], 300).take();
    const seqs = seqsOf(events);
    assert.deepEqual(
      seqs,
      seqs.toSorted((a, b) => a - b),
    );
    assert.equal(seqs.filter((seq) => seq % 2 === 1).length, 150);
    assert.equal(seqs.filter((seq) => seq % 2 === 0).length, latestMax);
    assert.equal(skippedCount, 100);
  });

  test("is taken once", () => {
    const gathered = gather([latest, every], 500);
    gathered.take();
    assert.deepEqual(gathered.take(), { events: [], skippedCount: 0 });
  });
});

test("a group keeps the last row of each item and the last point of metrics", () => {
  const group = new Group(topicSet([{ kind: "stock", skus: [] }, { kind: "metrics" }]), 0);
  const rows = [1, 2, 3].map((held) => itemPiece(anItem({ held })));
  for (const row of rows) group.gatherItem("SKU-1", row);
  for (const row of rows) group.gatherMetrics(row);
  const taken = group.take();
  assert.deepEqual(taken.items, [rows[2]]);
  assert.equal(taken.metrics, rows[2]);
  assert.deepEqual(group.take(), {
    events: [],
    skippedCount: 0,
    items: [],
    metrics: undefined,
    channels: undefined,
    ledger: undefined,
  });
});
