import assert from "node:assert/strict";
import { test } from "node:test";
import { present } from "../core/assert.ts";
import { approved, declined, neverSeen, PayingShop, unknown } from "../test/paying-shop.ts";
import { owedSinceMs } from "./owed-since.ts";
import { openAttempt } from "./payment.ts";
import type { Attempt } from "./payment.ts";

/** An order of two for 20.00 EUR, paid, of which `minorUnits` were asked back (0 for all): the channel has declined that once. */
function declinedRefund(minorUnits: bigint): { readonly at: PayingShop; readonly first: Attempt } {
  const at = new PayingShop().paid();
  at.refund(minorUnits);
  at.sendTo("a");
  const { attempt: first } = at;
  at.hear(declined(true));
  return { at, first };
}

/** What the channel says of a refund after all. */
function sayGivenBack(
  at: PayingShop,
  { attemptId, amountMinor }: Attempt,
  minorUnits = amountMinor,
) {
  return at.hear(approved(minorUnits), { attemptId, source: "callback" });
}

/** Standing, amount and what is late of every refund. */
function refunds({ payment }: PayingShop): readonly string[] {
  return payment.attempts
    .filter(({ kind }) => kind === "refund")
    .map(({ status, amountMinor, late }) => `${status} ${amountMinor} ${late?.amountMinor ?? 0}`);
}

/** What the channel holds for us, and what it paid out beyond that, by the entries. */
function booked({ shop }: PayingShop): readonly [channel: bigint, beyond: bigint] {
  const sum = (account: string): bigint =>
    shop.store.moneyEntries
      .filter((entry) => entry.account === account)
      .reduce((total, { amountMinor }) => total + amountMinor, 0n);
  return [sum("channel:a"), sum("paid_beyond")];
}

test("money that went back after it had been declined counts, and its next try is never sent", () => {
  const { at, first } = declinedRefund(500n);
  const { headSeq } = at;
  assert.equal(sayGivenBack(at, first).kind, "done");
  assert.deepEqual(at.kindsSince(headSeq), ["payment.refunded", "order.payment_changed"]);
  assert.deepEqual(refunds(at), ["declined_soft 500 500", "not_sent 500 0"]);
  assert.deepEqual([at.payment.status, at.payment.refundedMinor], ["partially_refunded", 500n]);
  assert.equal(at.order.paymentStatus, "partially_refunded");
  assert.deepEqual(
    [at.payment.nextStepAtMs, at.payment.attempts[1]?.late?.paymentId],
    [undefined, at.payment.paymentId],
  );
  assert.match(at.payment.review?.reason ?? "", /5.00 EUR have moved, after it had declined/);
  assert.deepEqual(booked(at), [1_500n, 0n]);
});

test("told again it is nothing new; another amount than that is for a person", () => {
  const { at, first } = declinedRefund(500n);
  sayGivenBack(at, first);
  assert.equal(sayGivenBack(at, first).kind, "nothing");
  assert.equal(at.hear(declined(true), { attemptId: first.attemptId }).kind, "nothing");
  const { headSeq } = at;
  sayGivenBack(at, first, 400n);
  assert.deepEqual(at.kindsSince(headSeq), ["payment.review_opened"]);
  assert.deepEqual([at.payment.refundedMinor, booked(at)], [500n, [1_500n, 0n]]);
});

test("of a part the rest is tried again", () => {
  const { at, first } = declinedRefund(0n);
  sayGivenBack(at, first, 1_200n);
  assert.deepEqual(refunds(at), ["declined_soft 2000 1200", "created 800 0"]);
  assert.equal(at.payment.status, "refund_due");
  at.sendTo("a");
  at.hear(approved(800n));
  assert.deepEqual([at.payment.status, booked(at)], ["refunded", [0n, 0n]]);
});

test("a next try that is out cannot be called back, and is not tried again once it is declined", () => {
  const { at, first } = declinedRefund(500n);
  at.sendTo("a");
  at.hear(unknown);
  sayGivenBack(at, first);
  assert.deepEqual(refunds(at), ["declined_soft 500 500", "unknown 500 0"]);
  assert.notEqual(at.payment.nextStepAtMs, undefined);
  at.hear(declined(false), { source: "ask" });
  assert.deepEqual(refunds(at), ["declined_soft 500 500", "declined_hard 500 0"]);
  assert.equal(at.payment.nextStepAtMs, undefined);
  assert.deepEqual([at.payment.refundedMinor, booked(at)], [500n, [1_500n, 0n]]);
  assert.equal(at.refund(1_500n).kind, "done");
});

test("of a try that is out only what did not go back meanwhile is tried again", () => {
  const { at, first } = declinedRefund(500n);
  at.sendTo("a");
  sayGivenBack(at, first, 300n);
  at.hear(neverSeen, { source: "ask" });
  assert.deepEqual(refunds(at), ["declined_soft 500 300", "not_sent 500 0", "created 200 0"]);
});

test("should both move, both are in the books", () => {
  const { at, first } = declinedRefund(500n);
  at.sendTo("a");
  sayGivenBack(at, first);
  at.hear(approved(500n));
  assert.deepEqual([at.payment.refundedMinor, booked(at)], [1_000n, [1_000n, 0n]]);
  assert.equal(at.refund(0n).kind, "done");
  assert.equal(at.attempt.amountMinor, 1_000n);
});

test("what a channel pays out beyond what it took is booked as that, and is for a person", () => {
  const { at, first } = declinedRefund(0n);
  at.sendTo("a");
  sayGivenBack(at, first);
  assert.equal(at.payment.status, "refunded");
  at.resolve("dismiss");
  at.hear(approved(2_000n));
  assert.deepEqual([at.payment.status, at.payment.refundedMinor], ["refunded", 2_000n]);
  assert.deepEqual(booked(at), [-2_000n, 2_000n]);
  assert.match(at.payment.review?.reason ?? "", /20.00 EUR went back, 0.00 EUR were left/);
});

test("units that come back meanwhile are owed beside it", () => {
  const { at, first } = declinedRefund(500n);
  at.sendTo("a");
  sayGivenBack(at, first);
  at.fulfil();
  at.return({ A: 1 });
  assert.deepEqual(refunds(at).at(-1), "created 1000 0");
  at.hear(declined(true));
  assert.equal(at.attempt.amountMinor, 1_000n);
});

test("a refund that was given up is not owed any more, and nobody can ask for it again", () => {
  const { at, first } = declinedRefund(500n);
  while (at.payment.nextStepAtMs !== undefined) {
    at.sendTo("a");
    at.hear(declined(true));
  }
  assert.notEqual(owedSinceMs(at.payment), undefined);
  sayGivenBack(at, first);
  assert.equal(owedSinceMs(at.payment), undefined);
  assert.equal(at.resolve("ask_again").kind, "rejected");
  const last = present(at.payment.attempts.at(-1), "the last try");
  assert.deepEqual([last.status, last.coveredMinor], ["declined_soft", 500n]);
});

test("what was never sent cannot have gone back", () => {
  const { at, first } = declinedRefund(500n);
  sayGivenBack(at, first);
  const dropped = present(at.payment.attempts.at(-1), "the next try");
  const { headSeq } = at;
  sayGivenBack(at, dropped);
  assert.deepEqual(at.kindsSince(headSeq), ["payment.review_opened"]);
  assert.equal(at.payment.refundedMinor, 500n);
});

test("the rest of a refund that was given up and went back in part is tried as a new one, and then left to a person again", () => {
  const at = new PayingShop().paid();
  at.refund(0n);
  const { attemptId } = at.attempt;
  for (let count = 0; count < 8; count += 1) {
    at.sendTo("a");
    at.hear(declined(true));
  }
  assert.equal(openAttempt(at.payment), undefined);
  at.hear(approved(500n), { attemptId, source: "reconciliation" });
  assert.deepEqual([at.payment.status, at.payment.refundedMinor], ["refund_due", 500n]);
  assert.deepEqual([at.attempt.amountMinor, at.payment.nextStepAtMs], [1_500n, at.shop.nowMs]);
  for (let count = 0; count < 8; count += 1) {
    at.sendTo("a");
    at.hear(declined(true));
  }
  assert.equal(openAttempt(at.payment), undefined);
  assert.equal(at.resolve("ask_again").kind, "done");
  assert.equal(at.attempt.amountMinor, 1_500n);
});
