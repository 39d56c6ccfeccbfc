import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { aPayment, committed, idOf, placed } from "../test/live/fake-log.ts";
import { matchEvent, matchItem, topicSet } from "./topic-set.ts";
import type { OrdersFilter, Topic } from "./topic-set.ts";

const ids = fc.constantFrom("", idOf(1), idOf(2));
const topics: fc.Arbitrary<Topic> = fc.oneof(
  fc.record({
    kind: fc.constant("orders" as const),
    mode: fc.constantFrom("every" as const, "latest" as const),
    filter: fc.record({ userId: ids, orderId: ids }),
  }),
  fc.record({
    kind: fc.constant("stock" as const),
    skus: fc.array(fc.constantFrom("A", "B", "C"), { maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant("payments" as const),
    filter: fc.record({ userId: ids, orderId: ids }),
  }),
  fc.constant({ kind: "metrics" as const }),
  fc.constant({ kind: "channels" as const }),
  fc.constant({ kind: "ledger" as const }),
);
const requests = fc.array(topics, { minLength: 1, maxLength: 6 });

function orders(mode: "every" | "latest", userId = "", orderId = ""): Topic {
  return { kind: "orders", mode, filter: { userId, orderId } };
}

function paymentsOf(filter: Partial<OrdersFilter>) {
  return topicSet([{ kind: "payments", filter: { userId: "", orderId: "", ...filter } }]);
}

suite("a topic set", () => {
  test("payments come to those who watch them, by user or order, and to nobody who watches orders", () => {
    const paid = committed(7, { kind: "payment", payment: aPayment() }).event;
    const { userId, orderId } = aPayment();
    for (const filter of [{}, { userId }, { orderId }, { userId, orderId }]) {
      assert.equal(matchEvent(paymentsOf(filter), paid), "feed");
    }
    assert.equal(matchEvent(paymentsOf({ userId: orderId }), paid), undefined);
    assert.equal(matchEvent(paymentsOf({}), placed(8).event), undefined);
    assert.equal(matchEvent(topicSet([orders("every")]), paid), undefined);
    assert.notEqual(paymentsOf({}).key, paymentsOf({ userId }).key);
  });

  test("has the key that it had before there were payments, channels and books, when it asks for none of them", () => {
    const asked: readonly Topic[] = [orders("every"), { kind: "stock", skus: [] }];
    assert.equal(topicSet(asked).key, '[["/"],[],[],false]');
    const channels = topicSet([...asked, { kind: "channels" }]).key;
    assert.equal(channels, '[["/"],[],[],false,true,[]]');
    assert.notEqual(topicSet([...asked, { kind: "channels" }, { kind: "ledger" }]).key, channels);
  });

  test("has the same key in whatever order and how often its topics are named", () => {
    fc.assert(
      fc.property(requests, fc.nat(), (asked, shift) => {
        const turned = [...asked.slice(shift % asked.length), ...asked].toReversed();
        assert.equal(topicSet(turned).key, topicSet(asked).key);
      }),
    );
  });

  test("wants what its topics want, a feed before a latest topic", () => {
    const events = [1, 2, 3].flatMap((user) =>
      [1, 2, 3].map((order) => placed(1, { userId: idOf(user), orderId: idOf(order) }).event),
    );
    fc.assert(
      fc.property(requests, (asked) => {
        const set = topicSet(asked);
        for (const event of events) assert.equal(matchEvent(set, event), naiveMatch(asked, event));
        for (const sku of ["A", "B", "C", "D"]) {
          const wanted = asked.some(
            (topic) =>
              topic.kind === "stock" && (topic.skus.length === 0 || topic.skus.includes(sku)),
          );
          assert.equal(matchItem(set, sku), wanted);
        }
      }),
    );
  });

  test("drops what another of its topics covers", () => {
    const narrow = [orders("every", idOf(1)), orders("latest", "", idOf(7)), orders("latest")];
    assert.equal(topicSet([...narrow, orders("every")]).key, topicSet([orders("every")]).key);
    assert.deepEqual(topicSet(narrow).latests, [{ userId: "", orderId: "" }]);
    const all: Topic = { kind: "stock", skus: [] };
    assert.equal(topicSet([{ kind: "stock", skus: ["A"] }, all]).key, topicSet([all]).key);
  });

  test("differs from a set that means something else", () => {
    const keys = [
      topicSet([orders("every")]),
      topicSet([orders("latest")]),
      topicSet([orders("every", idOf(1))]),
      topicSet([orders("every", "", idOf(1))]),
      topicSet([{ kind: "stock", skus: [] }]),
      topicSet([{ kind: "stock", skus: ["A"] }]),
      topicSet([{ kind: "metrics" }]),
    ].map(({ key }) => key);
    assert.equal(new Set(keys).size, keys.length);
  });
});

function naiveMatch(asked: readonly Topic[], event: ReturnType<typeof placed>["event"]) {
  assert(event.subject.kind === "order");
  const { userId, orderId } = event.subject.order;
  const covers = asked.flatMap((topic) => {
    if (topic.kind !== "orders") return [];
    const { filter, mode } = topic;
    const sameUser = filter.userId === "" || filter.userId === userId;
    return sameUser && (filter.orderId === "" || filter.orderId === orderId) ? [mode] : [];
  });
  const modes = new Set(covers);
  if (modes.has("every")) return "feed";
  return modes.has("latest") ? "latest" : undefined;
}
