import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { TestContext } from "node:test";
import { Code, ConnectError } from "@connectrpc/connect";
import { Result } from "#gen/sluice/gateway/v1/gateway_pb.ts";
import type { Looked, ReconcilerOptions } from "../jobs/reconciler.ts";
import type { Payment } from "../payments/payment.ts";
import {
  approvedCharge,
  approvedRefund,
  chargeOf,
  fenced,
  pendingCharge,
  startScriptedProvider,
} from "./payments/scripted-provider.ts";
import type { Answer } from "./payments/scripted-provider.ts";
import { story, Till } from "./payments/till.ts";
import { waitFor } from "./wait-for.ts";

const declined =
  (result: Result): Answer =>
  (attemptId) => ({ attemptId, result, reason: "no funds" });
const declinedHard = declined(Result.DECLINED_HARD);
const declinedSoft = declined(Result.DECLINED_SOFT);
const unavailable: Answer = () => Promise.reject(new ConnectError("down", Code.Unavailable));

const quickLooks = {
  PAYMENT_LOOK_SOON_MS: "50",
  PAYMENT_LOOK_LATE_MS: "150",
  PAYMENT_LOOKS_PER_SECOND_MAX: "1000",
  PAYMENT_RETRIES_MAX: "0",
};

/** A till whose one channel declines and says so, and a worker. The looks are noted down as they come. */
async function tillWithLooks(t: TestContext, env: Readonly<Record<string, string>> = {}) {
  const alpha = await startScriptedProvider();
  t.after(alpha.close);
  alpha.onCharge(declinedHard);
  alpha.onAsk(declinedHard);
  const till = new Till(t, `alpha=${alpha.url};deadline-ms=10000`, { ...quickLooks, ...env });
  till.open();
  const looked: Looked[] = [];
  const onLook = (look: Looked) => void looked.push(look);
  const reconcile = (overrides: Partial<ReconcilerOptions> = {}) =>
    till.reconcile({ onLook, ...overrides });
  return { alpha, till, looked, reconcile };
}

const isFailed = ({ status }: Payment): boolean => status === "failed";

function reviewCodes(payment: Payment | undefined): readonly string[] {
  return payment?.review?.notes.map(({ code }) => code) ?? [];
}

async function noLookIsLeft({ storage }: Till): Promise<void> {
  const none = async () => (await storage.earliestLooks("alpha", 1)).length === 0;
  await waitFor("the last look", none);
}

/** The kinds of answers that two looks have had, and whether they were news. */
async function bothLooks(looked: readonly Looked[]) {
  await waitFor("two looks", () => looked.length === 2);
  return looked.map(({ result, isNews }) => [result.kind, isNews]);
}

async function paymentsOf({ storage }: Till): Promise<readonly Payment[]> {
  const { rows } = await storage.listPayments({ limit: 10, after: undefined, statuses: [] });
  return rows.toReversed();
}

test("a charge that was declined is looked at twice, without a fence, and then left alone", async (t) => {
  const { alpha, till, looked, reconcile } = await tillWithLooks(t);
  const failed = await till.until("the decline", await till.pay(), isFailed);
  reconcile();
  await noLookIsLeft(till);
  const attemptId = failed.attempts[0]?.attemptId;
  assert.deepEqual(alpha.asked, [attemptId, attemptId]);
  assert.deepEqual(alpha.askedWithFence, []);
  assert.deepEqual(await bothLooks(looked), [
    ["declined", false],
    ["declined", false],
  ]);
  assert.deepEqual(await till.payment(failed), failed, "nothing has happened to it");
});

test("money that was taken after a decline and told by nobody pays its order", async (t) => {
  const { alpha, till, looked, reconcile } = await tillWithLooks(t);
  const failed = await till.until("the decline", await till.pay(), isFailed);
  alpha.onAsk(approvedCharge);
  reconcile();
  await noLookIsLeft(till);
  const [first, late] = await paymentsOf(till);
  assert.deepEqual([first?.status, late?.status], ["failed", "captured"]);
  assert.deepEqual(reviewCodes(first), ["moved_after_decline"]);
  const order = await till.order(failed);
  assert.deepEqual([order.status, order.paymentId], ["paid", late?.paymentId]);
  assert.deepEqual(await bothLooks(looked), [
    ["approved", true],
    ["approved", false],
  ]);
  assert.deepEqual(alpha.refunded, []);
});

test("what the second look finds is given back where the order has gone without it", async (t) => {
  const { alpha, till, looked, reconcile } = await tillWithLooks(t);
  const failed = await till.until("the decline", await till.pay(), isFailed);
  await till.apply({
    type: "cancel_order",
    orderId: failed.orderId,
    reason: "gone elsewhere",
    expectedVersion: 0,
  });
  alpha.onAsk((attemptId) => {
    const answer = alpha.asked.length === 1 ? declinedHard : approvedCharge;
    return answer(attemptId);
  });
  reconcile();
  await noLookIsLeft(till);
  assert.deepEqual(await bothLooks(looked), [
    ["declined", false],
    ["approved", true],
  ]);
  const [, late] = await paymentsOf(till);
  assert(late);
  await till.until("the refund", late, ({ status }) => status === "refunded");
  assert.deepEqual(alpha.refunded, [failed.attempts[0]?.attemptId]);
  assert.equal((await till.order(failed)).status, "cancelled");
});

test("a channel that is out at the time of a look is asked again until it answers", async (t) => {
  const { alpha, till, looked, reconcile } = await tillWithLooks(t);
  const payment = await till.until("the decline", await till.pay(), isFailed);
  alpha.onAsk(unavailable);
  reconcile();
  await waitFor("three looks for nothing", () => looked.length >= 3);
  assert(looked.every(({ result, isNews }) => result.kind === "unreachable" && !isNews));
  assert.deepEqual(await till.payment(payment), payment);
  alpha.onAsk(approvedCharge);
  await noLookIsLeft(till);
  assert.equal((await till.order(payment)).status, "paid");
});

test("one attempt that its channel has no answer for does not keep the others from being asked about", async (t) => {
  const { alpha, till, looked, reconcile } = await tillWithLooks(t);
  const odd = await till.until("the decline", await till.pay(), isFailed);
  const lost = odd.attempts[0]?.attemptId;
  alpha.onAsk((attemptId) => {
    if (attemptId !== lost) return approvedCharge(attemptId);
    throw new ConnectError("not found", Code.NotFound);
  });
  reconcile();
  await waitFor("a look for nothing", () => looked.length > 0);
  const other = await till.until("the decline", await till.pay(), isFailed);
  await waitFor("the other", async () => (await till.order(other)).status === "paid");
  assert.equal((await till.order(odd)).status, "placed", "NOT_FOUND alone says nothing");
});

test("one whose answer cannot be noted down is put off, told of, and does not hold up the others either", async (t) => {
  const { alpha, till, reconcile } = await tillWithLooks(t);
  const odd = await till.until("the decline", await till.pay(), isFailed);
  const other = await till.until("the decline", await till.pay(), isFailed);
  alpha.onAsk(approvedCharge);
  const errors: unknown[] = [];
  const broken = new Error("a bug");
  const apply: ReconcilerOptions["storage"]["apply"] = (request, options) => {
    const { command } = request;
    const isOdd = command.type === "record_attempt" && command.paymentId === odd.paymentId;
    return isOdd ? Promise.reject(broken) : till.storage.apply(request, options);
  };
  const { earliestLooks, paymentOfAttempt } = till.storage;
  reconcile({
    storage: { apply, earliestLooks, paymentOfAttempt },
    onError: (error) => errors.push(error),
  });
  await waitFor("the other", async () => (await till.order(other)).status === "paid");
  await waitFor("an error", () => errors.length > 0);
  assert.equal((await till.order(odd)).status, "placed");
  await waitFor("another try", () => errors.length > 1);
  assert(errors.every((error) => error === broken));
});

/** A payment whose channel has not decided in time, and a person has. */
async function tillWithVerdict(t: TestContext, action: "mark_charged" | "mark_not_charged") {
  const open = await tillWithLooks(t, { PAYMENT_RESOLVE_MS: "100" });
  const { alpha, till } = open;
  alpha.onCharge(pendingCharge);
  alpha.onAsk(pendingCharge);
  const payment = await till.pay();
  await till.until("review", payment, ({ review, attempts: [charge] }) => {
    return review !== undefined && charge?.status === "unknown";
  });
  const by = { paymentId: payment.paymentId, reason: "their books say so", expectedVersion: 0 };
  const verdict = await till.apply({ type: "resolve_payment", action, ...by });
  assert.equal(verdict.kind, "done");
  return { ...open, payment };
}

test("a charge that a person took for not charged, and was, is found and given back; the question is fenced", async (t) => {
  const { alpha, till, reconcile, payment } = await tillWithVerdict(t, "mark_not_charged");
  const askedBefore = alpha.asked.length;
  reconcile();
  await waitFor("looks at what is still pending", () => alpha.asked.length > askedBefore + 1);
  alpha.onAsk(approvedCharge);
  await noLookIsLeft(till);
  assert.deepEqual(alpha.askedWithFence, alpha.asked);
  const [first, late] = await paymentsOf(till);
  assert(first && late);
  assert.equal(first.status, "failed");
  await till.until("the refund", late, ({ status }) => status === "refunded");
  assert.equal((await till.order(payment)).status, "cancelled");
});

test("a charge that a person took for charged, and never was, goes to review", async (t) => {
  const { alpha, till, reconcile, payment } = await tillWithVerdict(t, "mark_charged");
  alpha.onAsk((attemptId) => Promise.reject(fenced(attemptId)));
  reconcile();
  await noLookIsLeft(till);
  const reviewed = await till.payment(payment);
  assert.equal(reviewed.status, "captured");
  assert.deepEqual(reviewCodes(reviewed), ["nothing_moved_after_all"]);
});

test("another amount than asked is for a person to look at, once", async (t) => {
  const { alpha, till, looked, reconcile } = await tillWithLooks(t);
  const payment = await till.until("the decline", await till.pay(), isFailed);
  alpha.onAsk((attemptId) => chargeOf(attemptId, 1_000n));
  reconcile();
  await noLookIsLeft(till);
  assert.equal((await paymentsOf(till)).length, 1);
  assert.deepEqual(reviewCodes(await till.payment(payment)), ["moved_after_decline"]);
  assert.deepEqual(await bothLooks(looked), [
    ["approved", true],
    ["approved", false],
  ]);
});

test("a refund that was declined and went back after all counts", async (t) => {
  const { alpha, till, reconcile } = await tillWithLooks(t);
  alpha.onCharge(approvedCharge);
  const payment = await till.pay();
  await till.until("the capture", payment, ({ status }) => status === "captured");
  alpha.onRefund((request) => {
    if (alpha.refunded.length > 1) return approvedRefund(request);
    return { attemptId: request.attemptId, result: Result.DECLINED_SOFT, reason: "not now" };
  });
  alpha.onAskRefund((attemptId) => ({
    attemptId,
    result: Result.APPROVED,
    amount: { currencyCode: "EUR", minorUnits: 500n },
    providerReference: "ref-1",
  }));
  const { paymentId } = payment;
  await till.apply({ type: "refund_payment", paymentId, amountMinor: 500n, reason: "torn" });
  await till.until("the next try", payment, ({ refundedMinor }) => refundedMinor === 500n);
  reconcile();
  await noLookIsLeft(till);
  const refunded = await till.payment(payment);
  assert.equal(refunded.refundedMinor, 1_000n, "it went back twice");
  assert.deepEqual(
    refunded.attempts.map(({ status, late }) => [status, late?.amountMinor]),
    [
      ["succeeded", undefined],
      ["declined_soft", 500n],
      ["succeeded", undefined],
    ],
  );
});

test("the backup is not held up by a channel that never answers, and both end at once", async (t) => {
  const [alpha, beta] = [await startScriptedProvider(), await startScriptedProvider()];
  t.after(alpha.close);
  t.after(beta.close);
  for (const provider of [alpha, beta]) {
    provider.onCharge(declinedSoft);
    provider.onAsk(declinedSoft);
  }
  const held = Promise.withResolvers<void>();
  alpha.onAsk((attemptId) => held.promise.then(() => declinedSoft(attemptId)));
  const channels = `alpha=${alpha.url};deadline-ms=60000,beta=${beta.url};priority=1;deadline-ms=60000`;
  const till = new Till(t, channels, quickLooks);
  till.open();
  const failed = await till.until("four declines", await till.pay(), isFailed);
  assert.deepEqual(story(failed), [
    "charge alpha declined_soft",
    "charge beta declined_soft",
    "charge alpha declined_soft",
    "charge beta declined_soft",
  ]);
  const reconciler = till.reconcile();
  await waitFor("looks at the backup", async () => {
    return (await till.storage.earliestLooks("beta", 1)).length === 0;
  });
  const before = await till.storage.earliestLooks("alpha", 9);
  await waitFor("a question to the other", () => alpha.asked.length > 0);
  assert.equal(before.length, 2);
  const stopped = reconciler.stop();
  till.gateway.close();
  await stopped;
  assert.deepEqual(
    await till.storage.earliestLooks("alpha", 9),
    before,
    "asked after the next start",
  );
  held.resolve();
});

test("many are asked about at once, and one at a time while the channel is silent", async (t) => {
  const { alpha, till, looked, reconcile } = await tillWithLooks(t);
  const payments = await Promise.all(Array.from({ length: 12 }, () => till.pay()));
  for (const payment of payments) await till.until("a decline", payment, isFailed);
  const atOnce: number[] = [];
  alpha.onAsk(async (attemptId) => {
    atOnce.push(alpha.inFlight());
    // Long enough for others to come meanwhile, if any do.
    await sleep(20);
    return await unavailable(attemptId);
  });
  reconcile();
  await waitFor("some looks for nothing", () => looked.length >= 11);
  assert.deepEqual(
    atOnce.slice(8).filter((count) => count > 1),
    [],
  );
  alpha.onAsk(declinedHard);
  await noLookIsLeft(till);
  assert.equal(new Set(alpha.asked).size, payments.length);
});

test("looks leave most of the questions that a channel may have to what is open", async (t) => {
  const { alpha, till, looked, reconcile } = await tillWithLooks(t, { PAYMENT_IN_FLIGHT_MAX: "8" });
  const payments = await Promise.all(Array.from({ length: 5 }, () => till.pay()));
  for (const payment of payments) await till.until("a decline", payment, isFailed);
  const atOnce = new Set<number>();
  alpha.onAsk(async (attemptId) => {
    atOnce.add(alpha.inFlight());
    await sleep(20);
    return await declinedHard(attemptId);
  });
  reconcile();
  await noLookIsLeft(till);
  assert.deepEqual([...atOnce], [1]);
  assert(looked.every(({ result }) => result.kind === "declined"));
});

test("a look waits for the pace, however many are due", async (t) => {
  const env = { PAYMENT_LOOKS_PER_SECOND_MAX: "1" };
  const { alpha, till, looked, reconcile } = await tillWithLooks(t, env);
  for (let count = 0; count < 3; count += 1)
    await till.until("a decline", await till.pay(), isFailed);
  const startedMs = performance.now();
  reconcile();
  await waitFor("two looks", () => looked.length === 2);
  assert(performance.now() - startedMs >= 950, "the second has waited a second for the first");
  assert.equal(alpha.asked.length, 2);
});
