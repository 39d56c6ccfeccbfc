import assert from "node:assert/strict";
import { test } from "node:test";
import { Code, ConnectError } from "@connectrpc/connect";
import type { WatchResponse } from "#gen/sluice/live/v1/live_service_pb.ts";
import type { Channel } from "#gen/sluice/payments/v1/channel_pb.ts";
import { BreakerState, ChannelMode } from "#gen/sluice/payments/v1/channel_pb.ts";
import { parseChannels } from "../payments/channel.ts";
import { startLiveServer } from "./live/live-server.ts";
import { Watching } from "./live/watching.ts";
import { approvedCharge, startScriptedProvider } from "./payments/scripted-provider.ts";
import { newCharge } from "./payments/test-gateway.ts";
import { waitFor } from "./wait-for.ts";

test("a stream of channels begins with all of them, and tells of a switch and of a breaker at once", async (t) => {
  const provider = await startScriptedProvider();
  t.after(provider.close);
  const server = await startLiveServer(t, {
    paymentChannels: parseChannels(`alpha=${provider.url},beta=${provider.url}`) ?? [],
    paymentBreakerCallsMin: 2,
    paymentBreakerOpenMs: 50,
    paymentRetriesMax: 0,
  });
  const stream = new Watching(server.clients.live, {
    topics: [{ topic: { case: "channels", value: {} } }],
  });
  t.after(() => stream.cancel());
  const first = await stream.until("channels", ({ channels }) => channels !== undefined);
  assert.deepEqual(
    first.channels?.channels.map(({ name }) => name),
    ["alpha", "beta"],
  );

  const by = { actor: "ops", reason: "errors since noon" };
  server.gateway.setChannel("beta", "off", by);
  const off = await tells(stream, "beta", ({ mode }) => mode === ChannelMode.OFF);
  assert.equal(off.takesCharges, false);
  assert.deepEqual([off.modeActor, off.modeReason], ["ops", "errors since noon"]);

  provider.onCharge(() => Promise.reject(new ConnectError("down", Code.Unavailable)));
  for (let n = 0; n < 2; n += 1) await server.gateway.charge("alpha", newCharge());
  const open = await tells(stream, "alpha", ({ breaker }) => breaker === BreakerState.OPEN);
  assert.deepEqual([open.callCount, open.failureCount], [2n, 2n]);
  assert(open.openUntil !== undefined);

  provider.onCharge(approvedCharge);
  const probe = async (): Promise<boolean> => {
    await server.gateway.charge("alpha", newCharge());
    return server.gateway.channels()[0]?.breaker === "closed";
  };
  await waitFor("the breaker to close", probe);
  const seen = stream.responses.length;
  await tells(stream, "alpha", ({ breaker }) => breaker === BreakerState.CLOSED, seen);
});

/** The first channel of that name on the stream, after so many responses, for which `is` holds. */
async function tells(
  stream: Watching,
  name: string,
  is: (channel: Channel) => boolean,
  after = 0,
): Promise<Channel> {
  const found = (response: WatchResponse): Channel | undefined =>
    stream.responses.indexOf(response) < after
      ? undefined
      : response.channels?.channels.find((channel) => channel.name === name && is(channel));
  const response = await stream.until(`${name} as expected`, (one) => found(one) !== undefined);
  return found(response) ?? assert.fail("it was there");
}
