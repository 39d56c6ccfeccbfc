import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { EventSchema } from "#gen/sluice/log/v1/event_pb.ts";
import { ItemSchema } from "#gen/sluice/inventory/v1/item_pb.ts";
import { OrderSchema } from "#gen/sluice/orders/v1/order_pb.ts";
import { Feed } from "./feed.ts";

const change = (orderId: string, version: number, second: number) =>
  create(EventSchema, {
    kind: "order.placed",
    at: timestampFromMs(second * 1_000),
    subject: { case: "order", value: create(OrderSchema, { orderId, version: BigInt(version) }) },
  });
const lines = (feed: Feed) =>
  feed
    .entries()
    .map((entry) => (entry.kind === "gap" ? `${entry.count} skipped` : entry.key))
    .join(", ");

test("changes stand in the order they came, each once", () => {
  const feed = new Feed();
  for (const event of [change("a", 1, 1), change("b", 1, 2), change("a", 2, 3)]) feed.add(event);
  feed.add(change("a", 2, 3));
  assert.equal(lines(feed), "a/1, b/1, a/2");
  assert.equal(feed.addedCount, 3);
});

test("a snapshot comes newest first and is put in order", () => {
  const feed = new Feed();
  for (const event of [change("c", 1, 3), change("b", 1, 2), change("a", 1, 1)]) feed.add(event);
  feed.add(change("d", 1, 4));
  assert.equal(lines(feed), "a/1, b/1, c/1, d/1");
});

test("what happened in the same millisecond stands in the order of the log", () => {
  const feed = new Feed();
  const row = (orderId: string, placedSeq: bigint) => {
    const event = change(orderId, 1, 1);
    if (event.subject.case === "order") event.subject.value.placedSeq = placedSeq;
    return event;
  };
  for (const event of [row("c", 3n), row("b", 2n), row("a", 1n)]) feed.add(event);
  feed.skip(9, { ...change("d", 1, 1), seq: 7n }, 0);
  feed.add({ ...change("d", 1, 1), seq: 7n });
  assert.equal(lines(feed), "a/1, b/1, c/1, 9 skipped, d/1");
});

test("the higher version of an order wins, whatever comes last", () => {
  const feed = new Feed();
  feed.add(change("a", 3, 5));
  feed.add(change("a", 2, 4));
  assert.equal(feed.order("a")?.version, 3n);
});

test("gaps beside each other become one, others stay apart", () => {
  const feed = new Feed();
  feed.skip(3, undefined, 1_000);
  feed.skip(4, undefined, 1_020);
  feed.add(change("a", 1, 2));
  feed.skip(1, undefined, 3_000);
  assert.equal(lines(feed), "7 skipped, a/1, 1 skipped");
});

test("what is no order changes nothing", () => {
  const feed = new Feed();
  const subject = { case: "item", value: create(ItemSchema, { sku: "A" }) } as const;
  feed.add(create(EventSchema, { kind: "item.created", subject }));
  assert.equal(feed.addedCount, 0);
});

test("entries and orders are bounded, and the newest stay", () => {
  const feed = new Feed();
  for (let index = 0; index < 10_000; index += 1) feed.add(change(`o${index}`, 1, index));
  assert.equal(feed.entries().length, 2_000);
  assert.equal(feed.entries().at(-1)?.key, "o9999/1");
  assert.equal(feed.order("o0"), undefined);
  assert.equal(feed.order("o9999")?.version, 1n);
});

test("an order in an answer is known before the stream brings it, and makes no line of its own", () => {
  const feed = new Feed();
  feed.add(change("a", 1, 1));
  feed.learn(create(OrderSchema, { orderId: "a", version: 2n }));
  assert.equal(feed.order("a")?.version, 2n);
  assert.equal(lines(feed), "a/1");
  feed.add(change("a", 2, 2));
  assert.equal(lines(feed), "a/1, a/2");
  feed.learn(create(OrderSchema, { orderId: "a", version: 1n }));
  assert.equal(feed.order("a")?.version, 2n);
});

test("orders of answers are kept in bounds", () => {
  const feed = new Feed();
  for (let index = 0; index <= 2_500; index += 1) {
    feed.learn(create(OrderSchema, { orderId: `o${index}`, version: 1n }));
  }
  assert.equal(feed.order("o500"), undefined);
  assert.equal(feed.order("o2500")?.version, 1n);
});
