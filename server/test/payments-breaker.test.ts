import assert from "node:assert/strict";
import { test } from "node:test";
import { createClient } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { LiveService } from "#gen/sluice/live/v1/live_service_pb.ts";
import { PaymentStatus } from "#gen/sluice/orders/v1/order_pb.ts";
import { BreakerState } from "#gen/sluice/payments/v1/channel_pb.ts";
import { SandboxService } from "#gen/sluice/sandbox/v1/sandbox_service_pb.ts";
import { Watching } from "./live/watching.ts";
import { attemptsOf, PayingServer } from "./payments/paying-server.ts";
import { startProvider } from "./payments/provider-process.ts";
import { waitFor } from "./wait-for.ts";

test("a channel that goes to 60 % errors is left for the backup, and is back when it works again", async (t) => {
  const shop = await PayingServer.at(t);
  const alpha = await startProvider(t, { PROVIDER_SEED: "7" });
  const beta = await startProvider(t);
  await shop.start({
    PAYMENT_CHANNELS: `alpha=${alpha.url},beta=${beta.url};priority=1`,
    PAYMENT_BREAKER_CALLS_MIN: "10",
    PAYMENT_BREAKER_OPEN_MS: "200",
  });
  const sandbox = createClient(SandboxService, createGrpcTransport({ baseUrl: alpha.url }));
  const live = createClient(LiveService, createGrpcTransport({ baseUrl: shop.url }));
  const stream = new Watching(live, { topics: [{ topic: { case: "channels", value: {} } }] });
  t.after(() => stream.cancel());
  /** What the stream has told of alpha. */
  const alphas = () =>
    stream.responses.flatMap(
      ({ channels }) => channels?.channels.filter(({ name }) => name === "alpha") ?? [],
    );
  /** The states of its breaker, each once in a row. */
  const told = (): readonly BreakerState[] =>
    alphas()
      .map(({ breaker }) => breaker)
      .filter((state, index, all) => state !== all[index - 1]);

  await sandbox.setShares({
    charges: [
      { outcome: "error", weight: 60 },
      { outcome: "approve", weight: 40 },
    ],
  });
  const begun = [];
  while (!told().includes(BreakerState.OPEN)) begun.push(await shop.pay("card-1"));
  const opened = alphas().find(({ breaker }) => breaker === BreakerState.OPEN);
  assert(opened?.openUntil !== undefined, "the stream says when it tries again");
  assert(opened.failureCount * 2n >= opened.callCount, "and how many calls had failed");
  for (const one of begun) await shop.until("the capture", one, isCaptured);
  assert(beta.witness().charges.length > 0, "the backup has taken over");

  await sandbox.setShares({ charges: [{ outcome: "approve", weight: 1 }] });
  await waitFor("the return", async () => {
    const paid = await shop.until("the capture", await shop.pay("card-1"), isCaptured);
    return attemptsOf(paid)[0] === "alpha SUCCEEDED" && told().at(-1) === BreakerState.CLOSED;
  });
  assert.deepEqual(told().slice(0, 2), [BreakerState.CLOSED, BreakerState.OPEN]);
});

function isCaptured({ status }: { readonly status: PaymentStatus }): boolean {
  return status === PaymentStatus.CAPTURED;
}
