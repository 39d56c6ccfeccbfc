import assert from "node:assert/strict";
import { test } from "node:test";
import type { TestContext } from "node:test";
import { Code, ConnectError } from "@connectrpc/connect";
import type { PaymentOutcome } from "../commands/command.ts";
import { Result } from "#gen/sluice/gateway/v1/gateway_pb.ts";
import {
  approvedCharge,
  fenced,
  never,
  pendingCharge,
  startScriptedProvider,
} from "./payments/scripted-provider.ts";
import type { Answer, ScriptedProvider } from "./payments/scripted-provider.ts";
import { newCharge } from "./payments/test-gateway.ts";
import { story, subjectOf, Till } from "./payments/till.ts";
import { waitFor } from "./wait-for.ts";

const declinedSoft: Answer = (attemptId) => ({
  attemptId,
  result: Result.DECLINED_SOFT,
  reason: "no funds",
});
const unavailable: Answer = () => Promise.reject(new ConnectError("down", Code.Unavailable));

/** For tests in which a channel does not answer; the others would take a busy machine for one. */
const soon = { PAYMENT_DEADLINE_MS: "100" };

/** A till with two channels; beta is the backup. */
async function tillWithTwo(t: TestContext, env: Readonly<Record<string, string>> = {}) {
  const [alpha, beta] = [await startScriptedProvider(), await startScriptedProvider()];
  t.after(alpha.close);
  t.after(beta.close);
  const { PAYMENT_DEADLINE_MS: deadlineMs = "10000", ...others } = env;
  const channels = `alpha=${alpha.url};deadline-ms=${deadlineMs},beta=${beta.url};priority=1;deadline-ms=${deadlineMs}`;
  const till = new Till(t, channels, { PAYMENT_RETRIES_MAX: "0", ...others });
  return { alpha, beta, till };
}

/** Every charge that any of the providers took. */
function taken(...providers: readonly ScriptedProvider[]): number {
  return providers.reduce((sum, { charged }) => sum + charged.length, 0);
}

async function untilNoneIsPending({ storage }: Till): Promise<void> {
  const pending = { limit: 1, after: undefined, statuses: ["pending"] } as const;
  const none = async () => (await storage.listPayments(pending)).rows.length === 0;
  await waitFor("all to be paid", none);
}

test("an order is paid by the first channel, and its payment is over", async (t) => {
  const { alpha, beta, till } = await tillWithTwo(t);
  till.open();
  const payment = await till.pay();
  const paid = await till.until("the capture", payment, ({ status }) => status === "captured");
  assert.deepEqual(story(paid), ["charge alpha succeeded"]);
  assert.equal(paid.nextStepAtMs, undefined);
  assert.equal((await till.order(payment)).status, "paid");
  assert.deepEqual([taken(alpha), taken(beta)], [1, 0]);
});

test("a payment that finds a place is sent in the commit that begins it, and answered in one more", async (t) => {
  const { alpha, till } = await tillWithTwo(t);
  till.open();
  const { orderId } = await till.place();
  const commits: string[][] = [];
  till.storage.onCommit((events) => void commits.push(events.map(({ event }) => event.kind)));
  const payment = await till.payAtOnce("card-1234", orderId);
  assert.deepEqual(story(payment), ["charge alpha sent"]);
  const paid = await till.until("the capture", payment, ({ status }) => status === "captured");
  assert.deepEqual(story(paid), ["charge alpha succeeded"]);
  assert.deepEqual(commits, [
    ["payment.created", "order.paying", "payment.attempt_sent"],
    ["payment.authorized", "payment.captured", "order.paid"],
  ]);
  assert.deepEqual(alpha.charged, [payment.attempts[0]?.attemptId]);
});

test("a place is given back when the payment is refused, replayed or never begun", async (t) => {
  const { alpha, beta, till } = await tillWithTwo(t, { PAYMENT_IN_FLIGHT_MAX: "1" });
  const worker = till.open();
  const payment = await till.payAtOnce();
  await till.until("the capture", payment, ({ status }) => status === "captured");
  const outcomes: PaymentOutcome[] = [
    { kind: "rejected", problems: [], replayed: false },
    { kind: "done", subject: payment, seq: 1, replayed: true },
    { kind: "done", subject: await till.payment(payment), seq: 1, replayed: false },
  ];
  for (const outcome of outcomes) {
    const places = [worker.reserve(), worker.reserve()];
    assert.deepEqual(
      places.map((place) => place?.sendTo.channel),
      ["alpha", "beta"],
    );
    assert.equal(worker.reserve(), undefined);
    for (const place of places) {
      place?.use(outcome);
      place?.release();
      place?.release();
    }
  }
  assert.equal(taken(alpha, beta), 1);
});

test("who waits for a channel is not overtaken by who comes later", async (t) => {
  const env = { PAYMENT_DEADLINE_MS: "60000", PAYMENT_IN_FLIGHT_MAX: "1" };
  const { till } = await tillWithTwo(t, env);
  const worker = till.open();
  const held = [worker.reserve(), worker.reserve()];
  const waits = await till.payAtOnce();
  assert.deepEqual(story(waits), ["charge  created"]);
  await waitFor("the worker to find no room", () => worker.waitingCount === 1);
  held[0]?.release();
  assert.equal(worker.reserve(), undefined);
  await till.until("the capture", waits, ({ status }) => status === "captured");
  held[1]?.release();
});

test("a place that is used after the end sends nothing, and the charge is asked about", async (t) => {
  const { alpha, beta, till } = await tillWithTwo(t);
  const worker = till.open();
  const place = worker.reserve();
  const { orderId } = await till.place();
  await till.close();
  const sendTo = { channel: "alpha", askAtMs: till.storage.clock() + 50 };
  const pay = { type: "pay_order", orderId, cardToken: "card-1234", expectedVersion: 0 } as const;
  const begun = await till.apply({ ...pay, sendTo });
  place?.use(begun);
  assert.deepEqual([taken(alpha, beta), story(subjectOf(begun))], [0, ["charge alpha sent"]]);
});

test("a soft decline goes on to the backup under an attempt of its own", async (t) => {
  const { alpha, beta, till } = await tillWithTwo(t);
  alpha.onCharge(declinedSoft);
  till.open();
  const payment = await till.pay();
  const paid = await till.until("the capture", payment, ({ status }) => status === "captured");
  assert.deepEqual(story(paid), ["charge alpha declined_soft", "charge beta succeeded"]);
  assert.notEqual(alpha.charged[0], beta.charged[0]);
});

test("a channel that cannot be reached is left for the backup, for nothing was sent", async (t) => {
  const { alpha, till } = await tillWithTwo(t);
  await alpha.close();
  till.open();
  const payment = await till.pay();
  const paid = await till.until("the capture", payment, ({ status }) => status === "captured");
  assert.deepEqual(story(paid), ["charge alpha not_sent", "charge beta succeeded"]);
});

test("while the end of a charge is unknown its channel is asked, and no other is tried", async (t) => {
  const { alpha, beta, till } = await tillWithTwo(t, soon);
  alpha.onCharge(never);
  alpha.onAsk(pendingCharge);
  till.open();
  const payment = await till.pay();
  const asked = await till.until(
    "three questions",
    payment,
    ({ attempts }) => (attempts[0]?.askedCount ?? 0) >= 3,
  );
  assert.deepEqual(story(asked), ["charge alpha unknown"]);
  alpha.onAsk(approvedCharge);
  await till.until("the capture", payment, ({ status }) => status === "captured");
  assert.deepEqual([taken(alpha), taken(beta)], [1, 0]);
});

test("a charge that its channel has never seen, and has fenced, goes on to the backup", async (t) => {
  const { alpha, till } = await tillWithTwo(t);
  alpha.onCharge(unavailable);
  alpha.onAsk((attemptId) => Promise.reject(fenced(attemptId)));
  till.open();
  const payment = await till.pay();
  const paid = await till.until("the capture", payment, ({ status }) => status === "captured");
  assert.deepEqual(story(paid), ["charge alpha not_sent", "charge beta succeeded"]);
});

test("with every channel switched off a payment waits, and goes on when one is back", async (t) => {
  const { alpha, beta, till } = await tillWithTwo(t);
  const by = { actor: "ops", reason: "maintenance" };
  for (const name of ["alpha", "beta"]) till.gateway.setChannel(name, "off", by);
  till.open();
  const payment = await till.pay();
  const waiting = await till.until("a try", payment, ({ version }) => version >= 3);
  assert.deepEqual(story(waiting), ["charge  created"]);
  assert.deepEqual(waiting.attempts[0]?.detail.note, { code: "no_channel" });
  till.gateway.setChannel("beta", "automatic", by);
  await till.until("the capture", payment, ({ status }) => status === "captured");
  assert.deepEqual([taken(alpha), taken(beta)], [0, 1]);
});

test("an attempt that was sent by a process that has ended is asked about, and not sent again", async (t) => {
  const { alpha, beta, till } = await tillWithTwo(t);
  const { paymentId, orderId, attempts } = await till.pay();
  const attemptId = attempts[0]?.attemptId ?? "";
  const askAtMs = till.storage.clock() + 50;
  await till.apply({ type: "send_attempt", paymentId, attemptId, channel: "alpha", askAtMs });
  alpha.onAsk(approvedCharge);
  till.open();
  await till.until("the capture", { paymentId }, ({ status }) => status === "captured");
  assert.deepEqual(alpha.asked, [attemptId]);
  assert.equal(taken(alpha, beta), 0);
  assert.equal((await till.order({ orderId })).status, "paid");
});

test("what has no end in its time goes to review, is asked on, and is paid when the channel says so", async (t) => {
  const { alpha, beta, till } = await tillWithTwo(t, { ...soon, PAYMENT_RESOLVE_MS: "200" });
  alpha.onCharge(never);
  alpha.onAsk(unavailable);
  const payment = await till.pay();
  const attemptId = payment.attempts[0]?.attemptId ?? "";
  till.open();
  await till.until("review", payment, ({ review }) => review !== undefined);
  assert.equal((await till.order(payment)).status, "payment_review");
  alpha.onAsk(approvedCharge);
  const paid = await till.until("the capture", payment, ({ status }) => status === "captured");
  assert.equal((await till.order(payment)).status, "paid");
  assert.equal(paid.attempts[0]?.attemptId, attemptId);
  assert.equal(taken(beta), 0);
});

test("a refund goes back through the channel that has the money", async (t) => {
  const { till } = await tillWithTwo(t);
  till.open();
  const payment = await till.pay();
  await till.until("the capture", payment, ({ status }) => status === "captured");
  const { paymentId } = payment;
  const refund = { type: "refund_payment", paymentId, reason: "torn" } as const;
  await till.apply({ ...refund, amountMinor: 300n });
  const part = await till.until("a part", payment, ({ refundedMinor }) => refundedMinor === 300n);
  assert.equal(part.status, "partially_refunded");
  await till.apply({ ...refund, amountMinor: 0n });
  const all = await till.until("the rest", payment, ({ status }) => status === "refunded");
  assert.deepEqual(story(all), [
    "charge alpha succeeded",
    "refund alpha succeeded",
    "refund alpha succeeded",
  ]);
});

test("a refund is the probe of a channel that nobody else calls", async (t) => {
  const { alpha, till } = await tillWithTwo(t, {
    PAYMENT_BREAKER_CALLS_MIN: "1",
    PAYMENT_BREAKER_OPEN_MS: "50",
    PAYMENT_BREAKER_PROBES_MAX: "1",
  });
  till.open();
  const payment = await till.pay();
  await till.until("the capture", payment, ({ status }) => status === "captured");
  alpha.onCharge(unavailable);
  const isOpen = (): boolean => till.gateway.channels()[0]?.breaker === "open";
  while (!isOpen()) await till.gateway.charge("alpha", newCharge());
  const { paymentId } = payment;
  await till.apply({ type: "refund_payment", paymentId, reason: "torn", amountMinor: 0n });
  const back = await till.until("the refund", payment, ({ status }) => status === "refunded");
  assert.deepEqual(story(back), ["charge alpha succeeded", "refund alpha succeeded"]);
});

test("what a channel took after its decline goes back through it, while another has the order", async (t) => {
  const { alpha, beta, till } = await tillWithTwo(t);
  alpha.onCharge(declinedSoft);
  till.open();
  const payment = await till.pay();
  const paid = await till.until("the capture", payment, ({ status }) => status === "captured");
  const { paymentId } = payment;
  const attemptId = alpha.charged[0] ?? "";
  const result = {
    kind: "approved",
    providerReference: "ref",
    amount: { currencyCode: "EUR", minorUnits: 1_299n },
  } as const;
  const about = { paymentId, attemptId, result, nextStepAtMs: till.storage.clock() };
  await till.apply({ type: "record_attempt", ...about, source: "callback" });
  const [declined] = (await till.payment(payment)).attempts;
  assert(declined?.late !== undefined);
  const back = await till.until("the refund", declined.late, ({ status }) => status === "refunded");
  assert.deepEqual(story(back), ["charge alpha succeeded", "refund alpha succeeded"]);
  assert.deepEqual([alpha.refunded, beta.refunded], [[attemptId], []]);
  assert.equal((await till.order(payment)).paymentId, paid.paymentId);
});

test("many payments at once stay within the limits, and all are paid", async (t) => {
  const { alpha, beta, till } = await tillWithTwo(t, {
    PAYMENT_IN_FLIGHT_MAX: "3",
    PAYMENT_STEPS_MAX: "8",
  });
  let most = 0;
  const counted: Answer = async (attemptId) => {
    most = Math.max(most, alpha.inFlight());
    await new Promise((resolve) => void setImmediate(resolve));
    return approvedCharge(attemptId);
  };
  alpha.onCharge(counted);
  till.open();
  const payments = await Promise.all(Array.from({ length: 60 }, () => till.pay()));
  await untilNoneIsPending(till);
  assert(most <= 3, `${most} at once`);
  assert.equal(taken(alpha, beta), payments.length);
  assert(taken(beta) > 0, "the backup takes what the first has no room for");
});

test("payments that wait for a channel are not read again for each that is done", async (t) => {
  const env = { PAYMENT_DEADLINE_MS: "60000", PAYMENT_IN_FLIGHT_MAX: "1" };
  const { alpha, beta, till } = await tillWithTwo(t, env);
  const looks = t.mock.method(till.storage, "duePayments");
  till.open();
  const payments = await Promise.all(Array.from({ length: 60 }, () => till.pay()));
  await untilNoneIsPending(till);
  assert.equal(taken(alpha, beta), payments.length);
  assert(looks.mock.callCount() < 10, `${looks.mock.callCount()} looks`);
});

test("a payment that waited for a channel and was called off meanwhile is not sent", async (t) => {
  const env = { PAYMENT_DEADLINE_MS: "60000", PAYMENT_IN_FLIGHT_MAX: "1" };
  const { alpha, beta, till } = await tillWithTwo(t, env);
  const answers: (() => void)[] = [];
  const held: Answer = async (attemptId) => {
    await new Promise<void>((resolve) => void answers.push(resolve));
    return approvedCharge(attemptId);
  };
  alpha.onCharge(held);
  beta.onCharge(held);
  till.open();
  const sent = [await till.pay(), await till.pay()];
  await waitFor("both channels to be full", () => answers.length === 2);
  const [waits, goesOn] = [await till.pay(), await till.pay()];
  const { orderId } = waits;
  const reason = "changed their mind";
  await till.apply({ type: "cancel_order", orderId, reason, expectedVersion: 0 });
  const answerAll = setInterval(() => answers.splice(0).forEach((answer) => answer()), 1);
  t.after(() => clearInterval(answerAll));
  for (const payment of [...sent, goesOn])
    await till.until("the capture", payment, ({ status }) => status === "captured");
  assert.equal((await till.payment(waits)).status, "failed");
  assert.equal(taken(alpha, beta), 3);
});

test("what fell due while nobody looked is paid, also more of it than may be on its way at once", async (t) => {
  const env = { PAYMENT_DEADLINE_MS: "60000", PAYMENT_STEPS_MAX: "3" };
  const { alpha, till } = await tillWithTwo(t, env);
  // At one look a second, as after a missed call, they would take 33 s.
  const payments = await Promise.all(Array.from({ length: 100 }, () => till.pay()));
  till.open();
  await untilNoneIsPending(till);
  assert.equal(taken(alpha), payments.length);
});

test("with unsafe failover a timeout charges twice", async (t) => {
  const { alpha, beta, till } = await tillWithTwo(t, { ...soon, PAYMENT_UNSAFE_FAILOVER: "1" });
  alpha.onCharge(never);
  till.open();
  const payment = await till.pay();
  await till.until("the capture", payment, ({ status }) => status === "captured");
  assert.deepEqual([taken(alpha), taken(beta)], [1, 1]);
});

test("payments that wait for room are not forgotten when their channel is switched off and on again", async (t) => {
  const env = { PAYMENT_DEADLINE_MS: "60000", PAYMENT_IN_FLIGHT_MAX: "1" };
  const { alpha, till } = await tillWithTwo(t, env);
  const by = { actor: "ops", reason: "maintenance" };
  till.gateway.setChannel("beta", "off", by);
  const answers: (() => void)[] = [];
  alpha.onCharge(async (attemptId) => {
    await new Promise<void>((resolve) => void answers.push(resolve));
    return approvedCharge(attemptId);
  });
  const worker = till.open();
  const first = await till.pay();
  await waitFor("the channel to be full", () => answers.length === 1);
  const waits = await till.pay();
  await waitFor("the second to wait", () => worker.waitingCount === 1);
  till.gateway.setChannel("alpha", "off", by);
  alpha.onCharge(approvedCharge);
  answers[0]?.();
  await till.until("the capture", first, ({ status }) => status === "captured");
  const told = await till.until(
    "why it waits",
    waits,
    ({ attempts }) => attempts[0]?.detail.note !== undefined,
  );
  assert.deepEqual(told.attempts[0]?.detail.note, { code: "no_channel" });
  till.gateway.setChannel("alpha", "automatic", by);
  await till.until("the second capture", waits, ({ status }) => status === "captured");
});

test("charges that wait for a full channel do not keep what is unknown elsewhere from being asked about", async (t) => {
  const { alpha, beta, till } = await tillWithTwo(t, {
    PAYMENT_DEADLINE_MS: "60000",
    PAYMENT_IN_FLIGHT_MAX: "1",
    PAYMENT_STEPS_MAX: "3",
  });
  const by = { actor: "ops", reason: "maintenance" };
  till.gateway.setChannel("alpha", "off", by);
  beta.onCharge(unavailable);
  beta.onAsk(pendingCharge);
  const worker = till.open();
  const unknown = await till.pay();
  await till.until("a question", unknown, ({ attempts }) => attempts[0]?.askedCount === 1);
  till.gateway.setChannel("beta", "off", by);
  till.gateway.setChannel("alpha", "automatic", by);
  alpha.onCharge(never);
  for (let count = 0; count < 8; count += 1) await till.pay();
  await waitFor("seven to wait", () => worker.waitingCount === 7);
  beta.onAsk(approvedCharge);
  await till.until("the capture", unknown, ({ status }) => status === "captured");
  assert.equal(worker.waitingCount, 7);
});
