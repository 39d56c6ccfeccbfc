import assert from "node:assert/strict";
import { test } from "node:test";
import type { TestContext } from "node:test";
import { create, toBinary } from "@bufbuild/protobuf";
import { createClient } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { CallbackService, NoticeSchema } from "#gen/sluice/gateway/v1/callback_service_pb.ts";
import { ChargeSchema, RefundSchema, Result } from "#gen/sluice/gateway/v1/gateway_pb.ts";
import type { Payment } from "../payments/payment.ts";
import { callbackService } from "../payments/callback-service.ts";
import { sign } from "../platform/signature.ts";
import { listenHttp2 } from "./payments/listen-http2.ts";
import { eur, failure, summary } from "./sluice-test-server.ts";
import { story, Till } from "./payments/till.ts";

const [alphaKey, betaKey] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
const nowhere = "alpha=http://127.0.0.1:9,beta=http://127.0.0.1:9";
const approved = { result: Result.APPROVED, amount: eur(1_299n), providerReference: "ref-1" };

interface Telling {
  readonly charge?: {
    readonly result?: Result;
    readonly amount?: ReturnType<typeof eur>;
    readonly reason?: string;
  };
  readonly subject?: "charge" | "refund";
  readonly channel?: string;
  readonly key?: Uint8Array;
  readonly agoMs?: number;
}

/** A till whose payments no worker touches, with one attempt that is out at alpha, and a way to tell of it. */
async function desk(t: TestContext) {
  const till = new Till(t, nowhere);
  const { storage, gateway } = till;
  const keys = [
    { channel: "alpha", key: alphaKey },
    { channel: "beta", key: betaKey },
  ];
  const limits = { askFirstMs: 1_000, waitMaxMs: 1_000 };
  const handlers = callbackService({
    storage,
    gateway,
    keys,
    limits,
    clock: storage.clock,
    random: Math.random,
  });
  const server = await listenHttp2((router) => router.service(CallbackService, handlers));
  t.after(server.close);
  const transport = createGrpcTransport({ baseUrl: server.url, defaultTimeoutMs: 20_000 });
  const client = createClient(CallbackService, transport);
  const tell = async (attemptId: string, telling: Telling = {}): Promise<void> => {
    const { subject = "charge", channel = "alpha", key = alphaKey, agoMs = 0 } = telling;
    const init = { attemptId, ...approved, ...telling.charge };
    const told =
      subject === "charge"
        ? { case: subject, value: create(ChargeSchema, init) }
        : { case: subject, value: create(RefundSchema, { attemptId, ...approved }) };
    const notice = toBinary(NoticeSchema, create(NoticeSchema, { subject: told }));
    const signedAtMs = BigInt(storage.clock() - agoMs);
    const signature = sign(key, { name: channel, signedAtMs, body: notice });
    await client.notify({ channel, signedAtMs, notice, signature });
  };
  return { till, tell };
}

/** A payment whose only attempt is out at alpha. */
async function sent(till: Till): Promise<{ payment: Payment; attemptId: string }> {
  const payment = await till.pay();
  const attemptId = payment.attempts[0]?.attemptId ?? "";
  const { paymentId } = payment;
  const askAtMs = till.storage.clock() + 60_000;
  await till.apply({ type: "send_attempt", paymentId, attemptId, channel: "alpha", askAtMs });
  return { payment, attemptId };
}

test("a callback ends a charge, once, however often and in whatever order it comes", async (t) => {
  const { till, tell } = await desk(t);
  const { payment, attemptId } = await sent(till);
  await tell(attemptId, { charge: { result: Result.PENDING } });
  await Promise.all(Array.from({ length: 20 }, () => tell(attemptId)));
  const paid = await till.payment(payment);
  assert.deepEqual(story(paid), ["charge alpha succeeded"]);
  assert.equal(paid.capturedMinor, 1_299n);
  assert.equal(paid.attempts[0]?.providerReference, "ref-1");
  assert.equal((await till.order(payment)).status, "paid");
  await tell(attemptId, { charge: { result: Result.PENDING } });
  await tell(attemptId);
  assert.deepEqual(await till.payment(payment), paid);
  const page = await till.storage.eventsAfter(0, 1_000);
  assert(page.some(({ kind, actor }) => kind === "payment.captured" && actor === "channel:alpha"));
});

test("a callback that is forged, stale, or signed by another channel changes nothing", async (t) => {
  const { till, tell } = await desk(t);
  const { payment, attemptId } = await sent(till);
  const before = await till.payment(payment);
  const forgeries: readonly Telling[] = [
    { key: betaKey },
    { key: new Uint8Array(32).fill(9) },
    { channel: "gamma" },
    { agoMs: 301_000 },
    { agoMs: -301_000 },
  ];
  for (const forgery of forgeries) {
    const error = await failure(tell(attemptId, forgery));
    assert.equal(summary(error), "Unauthenticated CALLBACK_NOT_SIGNED");
  }
  assert.deepEqual(await till.payment(payment), before);
});

test("what a channel was never asked for is not found: another's charge, a refund, one that was not sent", async (t) => {
  const { till, tell } = await desk(t);
  const { payment, attemptId } = await sent(till);
  const waiting = await till.pay();
  const strangers: readonly (readonly [string, Telling])[] = [
    [attemptId, { channel: "beta", key: betaKey }],
    [attemptId, { subject: "refund" }],
    [waiting.attempts[0]?.attemptId ?? "", {}],
    [payment.orderId, {}],
  ];
  for (const [id, telling] of strangers) {
    const error = await failure(tell(id, telling));
    assert.equal(summary(error), "NotFound ATTEMPT_NOT_FOUND");
  }
  assert.equal((await till.payment(payment)).status, "pending");
  assert.equal((await till.payment(waiting)).version, 1);
});

test("a notice that makes no sense is refused with what is wrong", async (t) => {
  const { till, tell } = await desk(t);
  const { attemptId } = await sent(till);
  const nothing = { charge: { result: Result.UNSPECIFIED } };
  for (const call of [tell(attemptId, nothing), tell("not-an-id")])
    assert.equal(summary(await failure(call)), "InvalidArgument CALLBACK_UNREADABLE");
});

test("another amount than asked is noted down as it is, owed back, and looked at", async (t) => {
  const { till, tell } = await desk(t);
  const { payment, attemptId } = await sent(till);
  await tell(attemptId, { charge: { amount: eur(1_300n) } });
  const owed = await till.payment(payment);
  assert.deepEqual(story(owed), ["charge alpha succeeded", "refund alpha created"]);
  assert.deepEqual([owed.capturedMinor, owed.attempts[1]?.amountMinor], [1_300n, 1_300n]);
  assert.match(owed.review?.reason ?? "", /13.00 EUR were taken, 12.99 EUR were asked for/);
  assert.equal((await till.order(payment)).status, "placed");
});

test("a success for an order that was called off meanwhile waits to go back by its channel, once", async (t) => {
  const { till, tell } = await desk(t);
  const { payment, attemptId } = await sent(till);
  const { orderId } = payment;
  await tell(attemptId, { charge: { result: Result.DECLINED_HARD, reason: "stolen" } });
  await till.apply({ type: "cancel_order", orderId, reason: "gone", expectedVersion: 0 });
  await Promise.all([tell(attemptId), tell(attemptId), tell(attemptId)]);
  const page = { limit: 10, after: undefined, statuses: [], orderId } as const;
  const { rows } = await till.storage.listPayments(page);
  assert.deepEqual(rows.map(({ status }) => status).toSorted(), ["failed", "refund_due"]);
  const owed = rows.find(({ status }) => status === "refund_due");
  assert(owed !== undefined && owed.nextStepAtMs !== undefined);
  assert.deepEqual(story(owed), ["charge alpha succeeded", "refund alpha created"]);
});

test("a success after a decline pays the order by a payment of its own, and goes to people once", async (t) => {
  const { till, tell } = await desk(t);
  const { payment, attemptId } = await sent(till);
  await tell(attemptId, { charge: { result: Result.DECLINED_HARD, reason: "stolen" } });
  await tell(attemptId);
  const odd = await till.payment(payment);
  assert.equal(odd.status, "failed");
  assert.match(odd.review?.reason ?? "", /12.99 EUR have moved/);
  const { late } = odd.attempts[0] ?? {};
  assert(late !== undefined);
  const paid = await till.payment(late);
  assert.deepEqual([paid.status, paid.capturedMinor], ["captured", 1_299n]);
  const order = await till.order(payment);
  assert.deepEqual([order.status, order.paymentId], ["paid", late.paymentId]);
  await tell(attemptId);
  assert.equal((await till.payment(payment)).version, odd.version);
});
