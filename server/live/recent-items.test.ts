import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { anItem, committed, anOrder, placed } from "../test/live/fake-log.ts";
import { itemsByChange } from "./changed-items.ts";
import { RecentItems } from "./recent-items.ts";
import { topicSet } from "./topic-set.ts";

const all = topicSet([{ kind: "stock", skus: [] }]);
const unbounded = { maxBytes: Number.POSITIVE_INFINITY };

function recent(changes: readonly (readonly [sku: string, seq: number])[]): RecentItems {
  const items = new RecentItems();
  for (const [sku, seq] of changes) items.put(anItem({ sku }), seq);
  return items;
}

function seqsOf({ items }: ReturnType<RecentItems["changedBetween"]>): readonly number[] {
  return items.map(({ seq }) => seq);
}

suite("recent items", () => {
  test("are those whose last change lies in a stretch", () => {
    const items = recent([
      ["A", 1],
      ["B", 2],
      ["C", 3],
      ["A", 4],
    ]);
    const between = (fromSeq: number, toSeq: number) =>
      seqsOf(items.changedBetween(all, { fromSeq, toSeq, ...unbounded }));
    assert.deepEqual(between(0, 9), [2, 3, 4]);
    assert.deepEqual(between(0, 3), [2, 3]);
    assert.deepEqual(between(2, 3), [3]);
    assert.deepEqual(between(4, 9), []);
  });

  test("are those that a set wants", () => {
    const items = recent([
      ["A", 1],
      ["B", 2],
    ]);
    const stretch = { fromSeq: 0, toSeq: 9, ...unbounded };
    const one = topicSet([{ kind: "stock", skus: ["B"] }]);
    assert.deepEqual(seqsOf(items.changedBetween(one, stretch)), [2]);
    const none = topicSet([{ kind: "metrics" }]);
    assert.deepEqual(seqsOf(items.changedBetween(none, stretch)), []);
  });

  test("end at an event, with all of its items, when they reach the bytes allowed", () => {
    const items = recent([
      ["A", 1],
      ["B", 2],
      ["C", 2],
      ["D", 3],
      ["E", 8],
    ]);
    const bounded = items.changedBetween(all, { fromSeq: 0, toSeq: 9, maxBytes: 100 });
    assert.deepEqual([seqsOf(bounded), bounded.toSeq], [[1, 2, 2], 2]);
    const rest = items.changedBetween(all, { fromSeq: 2, toSeq: 9, maxBytes: 1 });
    assert.deepEqual([seqsOf(rest), rest.toSeq], [[3], 3]);
    const last = items.changedBetween(all, { fromSeq: 3, toSeq: 9, maxBytes: 1 });
    assert.deepEqual([seqsOf(last), last.toSeq], [[8], 9]);
  });

  test("are forgotten when the ring has passed their change", () => {
    const items = recent([
      ["A", 1],
      ["B", 2],
      ["A", 3],
    ]);
    items.trim(2);
    assert.deepEqual(
      seqsOf(items.changedBetween(all, { fromSeq: 0, toSeq: 9, ...unbounded })),
      [3],
    );
  });
});

test("an item that a batch changed stands at the event that changed it last", () => {
  const events = [
    placed(5, { skus: ["A", "B"] }),
    committed(6, { kind: "item", item: anItem({ sku: "C" }) }),
    committed(7, { kind: "order", order: anOrder({ skus: ["A"] }) }),
    placed(8, { skus: ["D"] }),
  ];
  const items = new Map(["A", "B", "C"].map((sku) => [sku, anItem({ sku })]));
  const changed = itemsByChange(events, { items }).map(({ item, seq }) => [item.sku, seq]);
  assert.deepEqual(changed, [
    ["B", 5],
    ["C", 6],
    ["A", 7],
  ]);
});
