import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { TestContext } from "node:test";
import { Result } from "#gen/sluice/gateway/v1/gateway_pb.ts";
import { OrderStatus, PaymentStatus } from "#gen/sluice/orders/v1/order_pb.ts";
import { ChannelMode } from "#gen/sluice/payments/v1/channel_pb.ts";
import type { Payment } from "#gen/sluice/payments/v1/payment_pb.ts";
import type { Witness } from "../provider/read-ledger.ts";
import { attemptsOf, PayingServer } from "./payments/paying-server.ts";
import { startProvider } from "./payments/provider-process.ts";
import type { ProviderProcess } from "./payments/provider-process.ts";
import { chargeOf, startScriptedProvider } from "./payments/scripted-provider.ts";
import type { Answer } from "./payments/scripted-provider.ts";
import { failure, summary } from "./sluice-test-server.ts";
import { waitFor } from "./wait-for.ts";

const key = "5a".repeat(32);
const deadlineMs = 400;

/** Alpha declines cards softly and tells results; beta, the backup, approves. */
async function openShop(t: TestContext) {
  const shop = await PayingServer.at(t);
  const alpha = await startProvider(t, {
    PROVIDER_CHANNEL: "alpha",
    PROVIDER_CALLBACK_URL: shop.url,
    PROVIDER_CALLBACK_KEY: key,
    PROVIDER_CHARGES: "decline_soft=1",
    PROVIDER_LATE_MS: "100",
  });
  const beta = await startProvider(t);
  const options = `deadline-ms=${deadlineMs}`;
  await shop.start({
    PAYMENT_CHANNELS: `alpha=${alpha.url};${options},beta=${beta.url};priority=1;${options}`,
    PAYMENT_CALLBACK_KEYS: `alpha=${key}`,
  });
  return { shop, alpha, beta };
}

/** What providers have taken and not given back, in minor units. */
function standing(...witnesses: readonly Witness[]): bigint {
  return witnesses.reduce(
    (total, { charges, refunds }) => total + moved(charges) - moved(refunds),
    0n,
  );
}

function moved(entries: Witness["charges"]): bigint {
  return entries.reduce((total, { movedMinor }) => total + movedMinor, 0n);
}

/** The charges of one payment at a provider. */
function chargesOf({ attempts }: Payment, provider: ProviderProcess): Witness["charges"] {
  const ids = new Set(attempts.map(({ attemptId }) => attemptId));
  return provider.witness().charges.filter(({ attemptId }) => ids.has(attemptId));
}

/** Has a card declined; the provider takes its money a moment later. */
async function declineCard(t: TestContext) {
  const shop = await PayingServer.at(t);
  const provider = await startProvider(t, { PROVIDER_LATE_MS: "100" });
  await shop.start({
    // Were the decline answered too late, the question about it would find the money, and there would be nothing to look for.
    PAYMENT_CHANNELS: `alpha=${provider.url};deadline-ms=10000`,
    PAYMENT_LOOK_SOON_MS: "1000",
    PAYMENT_LOOK_LATE_MS: "3000",
  });
  const payment = await shop.pay("tok_decline_charged_untold");
  await shop.until("the decline", payment, ({ status }) => status === PaymentStatus.FAILED);
  return { shop, provider, payment };
}

async function untilPaid(shop: PayingServer, payment: Payment): Promise<void> {
  await waitFor("the order to be paid", async () => {
    return (await shop.orderStatus(payment)) === OrderStatus.PAID;
  });
  const { orderId } = payment;
  const { payments } = await shop.clients.payments.listPayments({ orderId });
  assert.deepEqual(
    payments.map((one) => [one.status, attemptsOf(one)]),
    [
      [PaymentStatus.CAPTURED, ["alpha SUCCEEDED"]],
      [PaymentStatus.FAILED, ["alpha DECLINED_HARD"]],
    ],
  );
}

const declinedCharge: Answer = (attemptId) => {
  return { attemptId, result: Result.DECLINED_HARD, reason: "no funds" };
};
const takenCharge: Answer = (attemptId) => chargeOf(attemptId, 12_900n);
const isCaptured = ({ status }: Payment): boolean => status === PaymentStatus.CAPTURED;

describe("a server and its providers", () => {
  it("agree about every payment, whatever became of it on the way", async (t) => {
    const { shop, alpha, beta } = await openShop(t);
    const tokens = [
      "tok_approve",
      "tok_timeout_charged",
      "tok_duplicate_callbacks",
      "tok_reordered_callbacks",
      "tok_error_charged",
    ];
    const paid = await Promise.all(
      tokens.map(async (token) => await shop.until(token, await shop.pay(token), isCaptured)),
    );
    for (const [index, payment] of paid.entries()) {
      assert.deepEqual(attemptsOf(payment), ["alpha SUCCEEDED"], `payment ${index}`);
      assert.equal(await shop.orderStatus(payment), OrderStatus.PAID);
    }

    const declined = await shop.until("the backup", await shop.pay("card-1"), isCaptured);
    assert.deepEqual(attemptsOf(declined), ["alpha DECLINED_SOFT", "beta SUCCEEDED"]);

    const lost = await shop.until("another", await shop.pay("tok_timeout_not_charged"), (one) =>
      one.attempts.some(({ channel }) => channel === "beta"),
    );
    assert.equal(attemptsOf(lost)[0], "alpha NOT_SENT");
    assert.deepEqual(chargesOf(lost, alpha), []);

    const wrong = await shop.until("all back", await shop.pay("tok_wrong_amount"), (one) => {
      return one.status === PaymentStatus.REFUNDED;
    });
    assert.match(wrong.reviewReason, /129.01 EUR were taken, 129.00 EUR were asked for/);
    assert.equal(await shop.orderStatus(wrong), OrderStatus.PLACED);

    await waitFor("every callback to arrive", () => alpha.witness().notices.open === 0);
    const again = await shop.clients.payments.getPayment({ paymentId: paid[2]?.paymentId ?? "" });
    assert.deepEqual(again.payment, paid[2]);
    const captures = 12_900n * BigInt(paid.length + 1);
    assert.equal(standing(alpha.witness(), beta.witness()), captures);
  });

  it("charge once when the provider is killed before it has answered", async (t) => {
    const shop = await PayingServer.at(t);
    const alpha = await startProvider(t);
    const beta = await startProvider(t);
    const options = `deadline-ms=${deadlineMs}`;
    await shop.start({
      PAYMENT_CHANNELS: `alpha=${alpha.url};${options},beta=${beta.url};priority=1;${options}`,
    });
    const payment = await shop.pay("tok_timeout_charged");
    await waitFor("the charge", () => alpha.witness().charges.length === 1);
    await alpha.kill();
    await shop.until("a question", payment, ({ attempts }) => (attempts[0]?.askedCount ?? 0n) > 0n);
    const back = { PROVIDER_PORT: String(alpha.port) };
    const revived = await startProvider(t, back, alpha.ledgerPath);
    const paid = await shop.until("the capture", payment, isCaptured);
    assert.deepEqual(attemptsOf(paid), ["alpha SUCCEEDED"]);
    assert.equal(standing(revived.witness(), beta.witness()), 12_900n);
  });

  it("charge once when the server is killed between sending and the answer: it asks after its start", async (t) => {
    const { shop, alpha, beta } = await openShop(t);
    const payment = await shop.pay("tok_timeout_charged");
    await waitFor("the charge", () => alpha.witness().charges.length === 1);
    await shop.kill();
    await shop.start();
    const paid = await shop.until("the capture", payment, isCaptured);
    assert.deepEqual(attemptsOf(paid), ["alpha SUCCEEDED"]);
    assert.equal(await shop.orderStatus(payment), OrderStatus.PAID);
    assert.equal(standing(alpha.witness(), beta.witness()), 12_900n);
  });
});

describe("money that a provider takes after a decline and tells nobody of", () => {
  it("is found by a server that was killed before it has asked", async (t) => {
    const { shop, provider, payment } = await declineCard(t);
    await shop.kill();
    await waitFor("the money to be taken", () => standing(provider.witness()) === 12_900n);
    await shop.start();
    await untilPaid(shop, payment);
    const said = "a channel says otherwise of an attempt that had ended";
    await waitFor("a line in the log", () => shop.logged.some(({ msg }) => msg === said));
    const { paymentId, ended, said: kind } = shop.logged.find(({ msg }) => msg === said) ?? {};
    assert.deepEqual([paymentId, ended, kind], [payment.paymentId, "declined_hard", "approved"]);
  });

  it("is found when the provider is out while it is asked, and comes back", async (t) => {
    const { shop, provider, payment } = await declineCard(t);
    await waitFor("the money to be taken", () => standing(provider.witness()) === 12_900n);
    await provider.kill();
    await waitFor("a question without an answer", async () => {
      const text = await (await fetch(`${shop.url}/metrics`)).text();
      return Number(/^payment_looks_silent_total (\d+)$/m.exec(text)?.[1] ?? 0) > 0;
    });
    await startProvider(t, { PROVIDER_PORT: String(provider.port) }, provider.ledgerPath);
    await untilPaid(shop, payment);
  });
});

describe("a server that is told to stop while a question of no hurry is out", () => {
  it("ends all the same, and asks after its next start", async (t) => {
    const shop = await PayingServer.at(t);
    const alpha = await startScriptedProvider();
    t.after(alpha.close);
    alpha.onCharge(declinedCharge);
    const held = Promise.withResolvers<void>();
    alpha.onAsk((attemptId) => held.promise.then(() => takenCharge(attemptId)));
    await shop.start({
      PAYMENT_CHANNELS: `alpha=${alpha.url};deadline-ms=60000`,
      PAYMENT_LOOK_SOON_MS: "50",
    });
    const payment = await shop.pay("card-1");
    await waitFor("a question", () => alpha.asked.length === 1);
    assert.equal((await shop.stop()).code, 0);
    held.resolve();
    alpha.onAsk(takenCharge);
    await shop.start();
    await waitFor("the order to be paid", async () => {
      return (await shop.orderStatus(payment)) === OrderStatus.PAID;
    });
  });
});

describe("a channel that was switched off", () => {
  it("is off after a kill too, and says who wanted it and why", async (t) => {
    const { shop, alpha, beta } = await openShop(t);
    const off = { name: "alpha", mode: ChannelMode.OFF, reason: "it charges twice" };
    const { channel } = await shop.clients.payments.setChannel(off);
    await shop.kill();
    await shop.start();
    const { channels } = await shop.clients.payments.listChannels({});
    assert.deepEqual(
      channels.map(({ mode, modeReason, modeActor }) => [mode, modeReason, modeActor]),
      [
        [ChannelMode.OFF, "it charges twice", channel?.modeActor],
        [ChannelMode.AUTOMATIC, "", ""],
      ],
    );
    await shop.until("the capture", await shop.pay("tok_approve"), isCaptured);
    assert.deepEqual([alpha.witness().charges.length, beta.witness().charges.length], [0, 1]);
  });
});

describe("a server without channels", () => {
  it("takes orders, and says that nobody can pay", async (t) => {
    const shop = await PayingServer.at(t);
    await shop.start({});
    const error = await failure(shop.pay("tok_approve"));
    assert.equal(summary(error), "FailedPrecondition NO_PAYMENT_CHANNELS");
    assert.deepEqual((await shop.clients.payments.listChannels({})).channels, []);
    const { orders } = await shop.clients.orders.listOrders({});
    assert.deepEqual(
      orders.map(({ status }) => status),
      [OrderStatus.PLACED],
    );
    const metrics = await (await fetch(`${shop.url}/metrics`)).text();
    assert.match(metrics, /^payments_waiting 0$/m);
  });
});
