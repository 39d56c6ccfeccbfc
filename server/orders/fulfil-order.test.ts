import assert from "node:assert/strict";
import { test } from "node:test";
import { PayingShop } from "../test/paying-shop.ts";
import { reasonsOf } from "../test/shop.ts";

test("what leaves all at once is shipped in one commit, by way of fulfilling", () => {
  const at = new PayingShop().paid();
  const from = at.headSeq;
  const outcome = at.fulfil({}, "PARCEL-1");
  assert(outcome.kind === "done");
  assert.equal(outcome.subject.status, "shipped");
  assert.deepEqual(at.kindsSince(from), ["order.fulfilling", "order.shipped"]);
  assert.deepEqual(at.moved(), [2, 0, 0]);
  assert.deepEqual(at.shop.counts("A"), [8, 0, 2]);
  assert.equal(at.shop.store.events.at(-1)?.cause, "PARCEL-1");
  assert.equal(outcome.seq, at.headSeq);
});

test("units leave one after another, and with the last the order is shipped", () => {
  const at = new PayingShop({ A: 2, B: 1 }).paid();
  at.fulfil({ A: 1 });
  assert.deepEqual(
    [at.order.status, at.moved("A"), at.moved("B")],
    ["fulfilling", [1, 0, 0], [0, 0, 0]],
  );
  at.fulfil({ B: 1 });
  assert.equal(at.order.status, "fulfilling");
  const from = at.headSeq;
  at.fulfil();
  assert.deepEqual([at.order.status, at.moved("A")], ["shipped", [2, 0, 0]]);
  assert.deepEqual(at.kindsSince(from), ["order.fulfilling", "order.shipped"]);
});

test("no more leaves than is left, and every line that is too large is told", () => {
  const at = new PayingShop({ A: 2, B: 1 }).paid();
  at.fulfil({ A: 1 });
  const from = at.headSeq;
  const outcome = at.fulfil({ A: 2, B: 2, C: 1 });
  assert.deepEqual(outcome.kind === "rejected" && outcome.problems, [
    { reason: "TOO_MANY_UNITS", sku: "A", asked: 2, available: 1 },
    { reason: "TOO_MANY_UNITS", sku: "B", asked: 2, available: 1 },
    { reason: "TOO_MANY_UNITS", sku: "C", asked: 1, available: 0 },
  ]);
  assert.equal(at.headSeq, from);
});

test("only a paid order is fulfilled, only a shipped one arrives, only one that has arrived is closed", () => {
  const at = new PayingShop();
  const steps = [() => at.fulfil(), () => at.deliver(), () => at.close()];
  const refused = (allowed: number) => {
    for (const [index, step] of steps.entries()) {
      if (index !== allowed) assert.deepEqual(reasonsOf(step()), ["ILLEGAL_MOVE"]);
    }
    if (allowed >= 0) assert.equal(steps[allowed]?.().kind, "done");
  };
  refused(-1);
  at.pay();
  refused(-1);
  at.sendTo("a");
  at.hear({
    kind: "approved",
    providerReference: "r",
    amount: { currencyCode: "EUR", minorUnits: 2_000n },
  });
  for (const allowed of [0, 1, 2]) refused(allowed);
  assert.equal(at.order.status, "closed");
  refused(-1);
  assert.deepEqual(reasonsOf(at.cancel()), ["ILLEGAL_MOVE"]);
});

test("an order on hold goes nowhere until it is released", () => {
  const at = new PayingShop().paid();
  const blocked = (step: () => ReturnType<typeof at.fulfil>) => {
    at.setOnHold(true);
    assert.deepEqual(reasonsOf(step()), ["ORDER_ON_HOLD"]);
    at.setOnHold(false);
    assert.equal(step().kind, "done");
  };
  blocked(() => at.fulfil({ A: 1 }));
  blocked(() => at.fulfil());
  blocked(() => at.deliver());
  blocked(() => at.close());
  assert.equal(at.order.status, "closed");
});

test("a stale version is refused, a key replays the order as it was left", () => {
  const at = new PayingShop().paid();
  const { orderId } = at;
  const stale = { type: "fulfil_order", orderId, lines: [], tracking: "" } as const;
  assert.deepEqual(reasonsOf(at.shop.send({ ...stale, expectedVersion: 1 })), ["VERSION_STALE"]);
  const by = { key: "0c000000-0000-4000-8000-000000000001" };
  const lines = [{ sku: "A", quantity: 1 }];
  const fulfil = {
    type: "fulfil_order",
    orderId,
    lines,
    tracking: "",
    expectedVersion: 0,
  } as const;
  const first = at.shop.send(fulfil, by);
  assert.equal(first.kind, "done");
  assert.deepEqual(at.shop.send(fulfil, by), { ...first, replayed: true });
  assert.deepEqual(at.moved(), [1, 0, 0]);
  const other = { ...fulfil, lines: [{ sku: "A", quantity: 2 }] };
  assert.deepEqual(reasonsOf(at.shop.send(other, by)), ["IDEMPOTENCY_KEY_REUSED"]);
});
