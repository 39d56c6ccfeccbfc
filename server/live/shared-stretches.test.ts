import assert from "node:assert/strict";
import test from "node:test";
import { EventRing } from "./event-ring.ts";
import { Group } from "./group.ts";
import { RecentItems } from "./recent-items.ts";
import { SharedStretches } from "./shared-stretches.ts";
import { Subscriber } from "./subscriber.ts";
import { topicSet } from "./topic-set.ts";

const orderIds = ["one", "two", "three"];

function behind() {
  const ring = new EventRing(1_000_000, 0);
  for (const [index, orderId] of orderIds.entries()) ring.push(placed(index + 1, orderId));
  const everything = { userId: "", orderId: "" };
  const group = new Group(topicSet([{ kind: "orders", mode: "every", filter: everything }]), 0);
  group.flushedSeq = orderIds.length;
  const source = { ring, recentItems: new RecentItems(), cursor: () => "cursor" };
  const enter = (seq: number, coding: "identity" | "gzip" = "identity") =>
    new Subscriber(group, { sink: { write() {}, writableLength: 0 }, codec: "proto", coding }, seq);
  return { source, group, enter };
}

function placed(seq: number, orderId: string) {
  const order = {
    orderId,
    placedSeq: seq,
    userId: "user",
    lines: [],
    total: { currencyCode: "EUR", minorUnits: 1n },
    status: "placed",
    hold: "held",
    holdExpiresAtMs: 0,
    paymentStatus: "none",
    version: 1,
    createdAtMs: 0,
    updatedAtMs: 0,
    cancelReason: "",
    onHold: undefined,
    paymentId: undefined,
  } as const;
  const subject = { kind: "order", order } as const;
  const about = { seq, atMs: 0, kind: "order.placed", actor: "", cause: "", traceId: "" } as const;
  return { event: { ...about, subject }, bytes: Buffer.alloc(200, orderId) };
}

test("subscribers that stand at the same place are handed the very same bytes", () => {
  const { source, enter } = behind();
  const stretches = new SharedStretches();
  const [first, second] = [enter(1), enter(1)];
  const bytes = stretches.next(source, first);
  assert.ok(bytes);
  assert.equal(stretches.next(source, second), bytes);
  assert.deepEqual([first.seq, second.seq], [3, 3]);
});

test("each place and each coding has bytes of its own", () => {
  const { source, enter } = behind();
  const stretches = new SharedStretches();
  const fromOne = stretches.next(source, enter(1));
  const fromTwo = stretches.next(source, enter(2));
  const packed = stretches.next(source, enter(1, "gzip"));
  assert.ok(fromOne && fromTwo && packed);
  assert.ok(fromOne.includes("two") && fromOne.includes("three"));
  assert.ok(!fromTwo.includes("two") && fromTwo.includes("three"));
  assert.deepEqual([fromOne[0], packed[0]], [0, 1]);
});

test("a stretch with nothing that the set wants moves the place on without bytes", () => {
  const { source, enter } = behind();
  const other = new Group(topicSet([{ kind: "metrics" }]), 0);
  other.flushedSeq = orderIds.length;
  const { sink, codec, coding } = enter(0);
  const subscriber = new Subscriber(other, { sink, codec, coding }, 0);
  assert.equal(new SharedStretches().next(source, subscriber), undefined);
  assert.equal(subscriber.seq, orderIds.length);
});
