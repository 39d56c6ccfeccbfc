import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import type { TestContext } from "node:test";
import { createClient } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { ChannelMode } from "#gen/sluice/payments/v1/channel_pb.ts";
import { PaymentService } from "#gen/sluice/payments/v1/payment_service_pb.ts";
import { channelService } from "../payments/channel-service.ts";
import { paymentService } from "../payments/payment-service.ts";
import { Till } from "./payments/till.ts";
import { startTestServer } from "./rpc-test-server.ts";
import { failure, summary } from "./sluice-test-server.ts";
import { noPlaces } from "./payments/no-places.ts";

/** PaymentService over a till whose two channels nobody answers at. */
async function counter(t: TestContext) {
  const till = new Till(t, "alpha=http://127.0.0.1:9;weight=3,beta=http://127.0.0.1:9;priority=1");
  const { storage, gateway } = till;
  const server = await startTestServer(
    {},
    (router) =>
      router.service(PaymentService, {
        ...paymentService({ storage, gateway, worker: noPlaces }),
        ...channelService({ storage, gateway, clock: storage.clock }),
      }),
    [PaymentService],
  );
  t.after(server.close);
  const transport = createGrpcTransport({ baseUrl: server.url, defaultTimeoutMs: 20_000 });
  return { till, payments: createClient(PaymentService, transport) };
}

test("channels are listed in the order of the settings, and a switch is shown with who, why and when", async (t) => {
  const { payments } = await counter(t);
  const { channels, at } = await payments.listChannels({});
  assert(at !== undefined);
  assert.deepEqual(
    channels.map(({ name, weight, priority, takesCharges }) => [
      name,
      weight,
      priority,
      takesCharges,
    ]),
    [
      ["alpha", 3, 0, true],
      ["beta", 1, 1, true],
    ],
  );
  const off = { name: "beta", mode: ChannelMode.OFF, reason: "errors since noon" };
  const { channel } = await payments.setChannel(off);
  assert.deepEqual([channel?.mode, channel?.takesCharges], [ChannelMode.OFF, false]);
  assert.equal(channel?.modeReason, "errors since noon");
  assert.notEqual(channel?.modeActor, "");
  assert(channel?.modeSince !== undefined);
  const again = await payments.setChannel({ ...off, reason: "once more" });
  assert.equal(again.channel?.modeReason, "errors since noon");
  assert.deepEqual((await payments.listChannels({})).channels[1], channel);
});

test("a switch of an unknown channel, without a mode or without a reason is refused", async (t) => {
  const { payments } = await counter(t);
  const unknown = payments.setChannel({ name: "gamma", mode: ChannelMode.ON, reason: "why not" });
  assert.equal(summary(await failure(unknown)), "NotFound CHANNEL_NOT_FOUND");
  const empty = payments.setChannel({});
  assert.equal(summary(await failure(empty)), "InvalidArgument INVALID_ARGUMENT name reason mode");
});

test("an order is begun to be paid while no channel takes charges, and the answer says that it waits", async (t) => {
  const { till, payments } = await counter(t);
  const [first, second] = [await till.place(), await till.place()];
  const pay = (orderId: string) =>
    payments.payOrder({ idempotencyKey: randomUUID(), orderId, cardToken: "card-1234" });
  assert.equal((await pay(first.orderId)).waitsForChannel, false);
  for (const name of ["alpha", "beta"])
    await payments.setChannel({ name, mode: ChannelMode.OFF, reason: "maintenance" });
  const waiting = await pay(second.orderId);
  assert.equal(waiting.waitsForChannel, true);
  assert.equal((await till.order(second)).paymentId, waiting.payment?.paymentId);
});
