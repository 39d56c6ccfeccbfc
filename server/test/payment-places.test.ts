import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import type { TestContext } from "node:test";
import { Code, ConnectError } from "@connectrpc/connect";
import { Result } from "#gen/sluice/gateway/v1/gateway_pb.ts";
import type { PaymentWorker } from "../jobs/payment-worker.ts";
import { Dropped } from "../storage/storage.ts";
import {
  approvedCharge,
  chargeOf,
  fenced,
  never,
  pendingCharge,
  startScriptedProvider,
} from "./payments/scripted-provider.ts";
import type { Answer } from "./payments/scripted-provider.ts";
import { subjectOf, Till } from "./payments/till.ts";
import { waitFor } from "./wait-for.ts";

const inFlightMax = 4;
const by = { actor: "ops", reason: "maintenance" };
const unavailable: Answer = () => Promise.reject(new ConnectError("down", Code.Unavailable));
const declined =
  (result: Result): Answer =>
  (attemptId) => ({ attemptId, result, reason: "no funds" });

/** What becomes of a charge, one after the other. */
const answers: readonly Answer[] = [
  approvedCharge,
  declined(Result.DECLINED_SOFT),
  unavailable,
  approvedCharge,
  never,
  (attemptId) => chargeOf(attemptId, 5_000n),
  approvedCharge,
  declined(Result.DECLINED_HARD),
  pendingCharge,
];

/** What becomes of PayOrder: the place is used, given back, or both have been thought of. */
const callers = [payOnce, payTwice, payAndCancel, payWhatIsNot, leave, payOnce] as const;

test("after hundreds of calls of every kind, and as many ends, every place is free again", async (t) => {
  const { till, worker, providers } = await counter(t);
  for (let round = 0; round < 12; round += 1) {
    // What is reserved while a channel is switched is sent back by it.
    till.gateway.setChannel("alpha", round % 4 === 1 ? "off" : "automatic", by);
    till.gateway.setChannel("beta", round % 4 === 2 ? "off" : "on", by);
    await Promise.all(
      Array.from({ length: 5 }, () => callers.map((call) => call(till, worker))).flat(),
    );
  }
  for (const provider of providers) {
    provider.onCharge(approvedCharge);
    provider.onAsk(approvedCharge);
  }
  for (const name of ["alpha", "beta"]) till.gateway.setChannel(name, "on", by);
  await waitFor("all to be at rest", async () => {
    const open = { limit: 1, after: undefined, statuses: ["pending", "refund_due"] } as const;
    return (await till.storage.listPayments(open)).rows.length === 0;
  });
  await waitFor("the calls to end", () =>
    till.gateway.channels().every(({ inFlight }) => inFlight === 0),
  );
  assert.equal(worker.waitingCount, 0);
  const places = Array.from({ length: inFlightMax * 3 }, () => worker.reserve());
  const found = places.filter((place) => place !== undefined);
  assert.equal(found.length, inFlightMax * 2);
  for (const place of found) place.release();
});

async function counter(t: TestContext) {
  const providers = [await startScriptedProvider(), await startScriptedProvider()] as const;
  let [charges, questions] = [0, 0];
  for (const provider of providers) {
    t.after(provider.close);
    provider.onCharge((attemptId) =>
      (answers[(charges += 1) % answers.length] ?? never)(attemptId),
    );
    provider.onAsk((attemptId) => {
      if ((questions += 1) % 3 === 0) throw fenced(attemptId);
      return questions % 3 === 1 ? unavailable(attemptId) : approvedCharge(attemptId);
    });
  }
  const [alpha, beta] = providers;
  const channels = `alpha=${alpha.url};deadline-ms=100,beta=${beta.url};priority=1;deadline-ms=100`;
  const env = { PAYMENT_IN_FLIGHT_MAX: String(inFlightMax), PAYMENT_STEPS_MAX: "12" };
  const till = new Till(t, channels, { ...env, PAYMENT_RETRIES_MAX: "1" });
  return { till, worker: till.open(), providers };
}

/** As the handler of PayOrder does it. */
async function pay(
  { storage }: Till,
  worker: PaymentWorker,
  about: { readonly orderId: string; readonly key?: string; readonly signal?: AbortSignal },
): Promise<void> {
  const { orderId, key: idempotencyKey, signal } = about;
  const place = worker.reserve();
  const { sendTo } = place ?? {};
  const command = {
    type: "pay_order",
    orderId,
    cardToken: "card-1234",
    expectedVersion: 0,
  } as const;
  const request = { command: { ...command, sendTo }, actor: "desk", traceId: "", idempotencyKey };
  try {
    place?.use(await storage.apply(request, { signal }));
  } catch (error) {
    if (!(error instanceof Dropped)) throw error;
  } finally {
    place?.release();
  }
}

async function payOnce(till: Till, worker: PaymentWorker): Promise<void> {
  await pay(till, worker, await till.place());
}

/** With the same key, so that the second is a replay. */
async function payTwice(till: Till, worker: PaymentWorker): Promise<void> {
  const { orderId } = await till.place();
  const about = { orderId, key: randomUUID() };
  await Promise.all([pay(till, worker, about), pay(till, worker, about)]);
}

async function payAndCancel(till: Till, worker: PaymentWorker): Promise<void> {
  const { orderId } = await till.place();
  const cancel = { type: "cancel_order", orderId, reason: "late", expectedVersion: 0 } as const;
  const [, cancelled] = await Promise.all([pay(till, worker, { orderId }), till.apply(cancel)]);
  subjectOf(cancelled);
}

async function payWhatIsNot(till: Till, worker: PaymentWorker): Promise<void> {
  await pay(till, worker, { orderId: randomUUID() });
}

/** The caller is gone before it is decided. */
async function leave(till: Till, worker: PaymentWorker): Promise<void> {
  const { orderId } = await till.place();
  await pay(till, worker, { orderId, signal: AbortSignal.abort() });
}
