import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Event } from "../commands/event.ts";
import { present } from "../core/assert.ts";
import { mayMove, orderMoves } from "../orders/moves.ts";
import type { Order } from "../orders/order.ts";
import { underWayMinor } from "../payments/payment.ts";
import { checkBooks } from "./model/check-books.ts";
import { NaiveFulfilment } from "./model/naive-fulfilment.ts";
import type { FulfilmentStep, Quantities } from "./model/naive-fulfilment.ts";
import { approved, declined, PayingShop, unknown } from "./paying-shop.ts";

const ordered = { A: 3, B: 2, C: 1 };
const skus = ["A", "B", "C"] as const;

const quantities: fc.Arbitrary<Quantities> = fc.oneof(
  { weight: 1, arbitrary: fc.constant({}) },
  {
    weight: 4,
    arbitrary: fc.dictionary(fc.constantFrom(...skus), fc.integer({ min: 1, max: 3 }), {
      minKeys: 1,
      noNullPrototype: true,
    }),
  },
);
const units = fc.record({
  do: fc.constantFrom("fulfil" as const, "cancel" as const, "return" as const),
  quantities,
});
const plain = fc.record({
  do: fc.constantFrom("deliver" as const, "close" as const, "hold" as const, "release" as const),
});
const refund = fc.record({
  do: fc.constant("refund" as const),
  amount: fc.constantFrom(0, 1, 500, 1_000, 2_500, 7_000),
});
const answer = fc.record({
  do: fc.constant("answer" as const),
  as: fc.constantFrom(
    "approved" as const,
    "approved" as const,
    "unknown" as const,
    "declined" as const,
  ),
});
const steps: fc.Arbitrary<readonly FulfilmentStep[]> = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: units },
    { weight: 4, arbitrary: plain },
    { weight: 2, arbitrary: refund },
    { weight: 4, arbitrary: answer },
  ),
  { minLength: 1, maxLength: 24, size: "max" },
);

test("5,000 random lives of a paid order come to what the naive model says, in stock, money and log", () => {
  const reached = new Map<string, number>();
  const property = fc.property(steps, (life) => {
    live(life, (what) => reached.set(what, (reached.get(what) ?? 0) + 1));
  });
  fc.assert(property, { numRuns: 5_000, seed: 20_265 });
  for (const status of ["paid", "fulfilling", "shipped", "delivered", "closed", "cancelled"]) {
    for (const kind of ["fulfil", "cancel", "return", "deliver", "close", "hold"]) {
      const met = reached.get(`${kind} of ${status}`) ?? 0;
      assert(met >= 10, `${kind} of an order that is ${status} was tried ${met} times`);
    }
  }
});

function live(life: readonly FulfilmentStep[], reach: (what: string) => void): void {
  const at = new PayingShop(ordered).paid();
  const model = new NaiveFulfilment(ordered);
  const from = at.headSeq;
  for (const [index, step] of life.entries()) {
    reach(`${step.do} of ${model.status}`);
    const expected = model.apply(step);
    // A channel that answers has no key; whoever asks for something asks twice, which is done once (P2).
    const isAnswer = step.do === "answer";
    at.shop.key = isAnswer ? undefined : `step ${index}`;
    for (let time = 0; time < (isAnswer ? 1 : 2); time += 1) {
      assert.equal(take(at, step), expected, `${JSON.stringify(step)} of ${model.status}`);
      compare(at, model);
    }
  }
  at.shop.key = undefined;
  checkLog(at.shop.store.events, from, at.orderId);
  finish(at, model);
}

function take(at: PayingShop, step: FulfilmentStep): boolean {
  switch (step.do) {
    case "fulfil":
      return at.fulfil(step.quantities).kind === "done";
    case "cancel": {
      const some = Object.keys(step.quantities).length > 0 ? step.quantities : undefined;
      return at.cancel("model", some).kind === "done";
    }
    case "return":
      return at.return(step.quantities).kind === "done";
    case "deliver":
      return at.deliver().kind === "done";
    case "close":
      return at.close().kind === "done";
    case "hold":
    case "release":
      return at.setOnHold(step.do === "hold").kind === "done";
    case "refund":
      return at.refund(BigInt(step.amount)).kind === "done";
    case "answer":
      return hear(at, step.as);
    default:
      return step satisfies never;
  }
}

function hear(at: PayingShop, as: "approved" | "unknown" | "declined"): boolean {
  if (underWayMinor(at.payment) === 0n) return false;
  if (at.attempt.status === "created") at.sendTo("a");
  const { amountMinor } = at.attempt;
  const results = { approved: approved(amountMinor), unknown, declined: declined(true) };
  at.hear(results[as], { source: "ask" });
  return true;
}

function compare(at: PayingShop, model: NaiveFulfilment): void {
  const { order, payment } = at;
  assert.equal(order.status, model.status);
  assert.equal(order.onHold !== undefined, model.onHold);
  assert.equal(Number(payment.refundedMinor), model.given);
  assert.equal(inAccount(at, "refunds_due"), -underWayMinor(payment));
  checkBooks(at.shop.store);
  const promised = Number(payment.refundedMinor + underWayMinor(payment));
  assert.equal(promised, model.promised);
  assert.equal(order.paymentStatus, payment.status);
  const whole = { true: "refunded", false: "refund_due" }[`${model.given === model.total}`];
  if (model.promised === model.total) assert.equal(payment.status, whole);
  for (const sku of skus) {
    const [left, off, back] = [
      model.count(sku, "left"),
      model.count(sku, "off"),
      model.count(sku, "back"),
    ];
    assert.deepEqual(at.moved(sku), [left + back, off, back]);
    const sold = ordered[sku] - off - back;
    assert.deepEqual(at.shop.counts(sku), [10 - sold, 0, sold]);
    assert.equal(at.shop.store.units.get(`${at.userId}\n${sku}`), sold);
  }
}

/** P8: versions without gaps, every move in the table, and the stock moves sum up to the counts. */
function checkLog(events: readonly Event[], from: number, orderId: string): void {
  let before: Order | undefined;
  for (const { subject, kind, seq } of events) {
    if (subject.kind !== "order" || subject.order.orderId !== orderId) continue;
    const { order } = subject;
    if (before !== undefined && seq > from) {
      assert.equal(order.version, before.version + 1);
      const legal =
        order.status === before.status || mayMove(orderMoves, before.status, order.status);
      assert(legal, `${kind} from ${before.status} to ${order.status}`);
    }
    before = order;
  }
  assert(before !== undefined);
}

/** Whatever happened: once its channel says yes, what was promised has gone back, and no more. */
function finish(at: PayingShop, model: NaiveFulfilment): void {
  while (underWayMinor(at.payment) > 0n) hear(at, "approved");
  assert.equal(Number(at.payment.refundedMinor), model.promised);
  assert.equal(at.payment.nextStepAtMs, undefined);
  const sums = new Map<string, number>();
  for (const { sku, soldDelta } of at.shop.store.stockMoves) {
    sums.set(sku, (sums.get(sku) ?? 0) + soldDelta);
  }
  for (const sku of skus) {
    assert.equal(present(sums.get(sku), sku), at.shop.counts(sku)[2]);
  }
  const kept = at.payment.capturedMinor - at.payment.refundedMinor;
  assert.equal(inAccount(at, "channel:a"), kept);
  assert.equal(inAccount(at, "refunds_due"), 0n);
  assert.equal(inAccount(at, "sales"), -kept);
}

function inAccount(at: PayingShop, account: string): bigint {
  const entries = at.shop.store.moneyEntries.filter((entry) => entry.account === account);
  return entries.reduce((sum, entry) => sum + entry.amountMinor, 0n);
}
