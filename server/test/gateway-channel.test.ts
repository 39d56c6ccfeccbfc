import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { TestContext } from "node:test";
import { describe, it } from "node:test";
import { Code, ConnectError } from "@connectrpc/connect";
import { Result } from "#gen/sluice/gateway/v1/gateway_pb.ts";
import { GatewayService } from "#gen/sluice/gateway/v1/gateway_service_pb.ts";
import type { ChannelState } from "../payments/gateway.ts";
import { startFaultProxy } from "./payments/fault-proxy.ts";
import { listenHttp2 } from "./payments/listen-http2.ts";
import {
  approvedCharge,
  chargeOf,
  fenced,
  never,
  pendingCharge,
  startScriptedProvider,
} from "./payments/scripted-provider.ts";
import { newCharge, testGateway } from "./payments/test-gateway.ts";
import { makeCertificate } from "./throwaway-certificate.ts";
import { waitFor } from "./wait-for.ts";

const breakerSoon = {
  PAYMENT_BREAKER_CALLS_MIN: "4",
  PAYMENT_BREAKER_OPEN_MS: "300",
  PAYMENT_BREAKER_PROBES_MAX: "2",
  PAYMENT_RETRIES_MAX: "0",
};

async function channelTo(t: TestContext, env: Readonly<Record<string, string>> = {}) {
  const provider = await startScriptedProvider();
  t.after(provider.close);
  const gateway = testGateway(t, `alpha=${provider.url};deadline-ms=5000`, env);
  const charge = (): ReturnType<typeof gateway.charge> => gateway.charge("alpha", newCharge());
  const state = (): ChannelState => gateway.channels()[0] ?? assert.fail("no channel");
  return { provider, gateway, charge, state };
}

function unavailable(): never {
  throw new ConnectError("maintenance", Code.Unavailable);
}

describe("an answer", () => {
  it("that takes another amount than asked is approved with that amount", async (t) => {
    const { provider, charge } = await channelTo(t);
    const minorUnits = 99_900n;
    provider.onCharge((attemptId) => chargeOf(attemptId, minorUnits));
    const result = await charge();
    assert(result.kind === "approved");
    assert.deepEqual(result.amount, { currencyCode: "EUR", minorUnits });
  });

  it("that declines says whether another channel may be tried", async (t) => {
    const { provider, charge } = await channelTo(t);
    for (const [result, soft] of [
      [Result.DECLINED_SOFT, true],
      [Result.DECLINED_HARD, false],
    ] as const) {
      provider.onCharge((attemptId) => ({ attemptId, result, reason: "no" }));
      assert.deepEqual(await charge(), { kind: "declined", soft, reason: "no" });
    }
  });

  it("that is not decided yet leaves the charge unknown, and the question pending", async (t) => {
    const { provider, gateway } = await channelTo(t);
    provider.onCharge(pendingCharge);
    provider.onAsk(pendingCharge);
    const attempt = newCharge();
    const result = await gateway.charge("alpha", attempt);
    assert.deepEqual(result, { kind: "unknown", why: "pending", detail: "" });
    assert.deepEqual(await gateway.ask("alpha", attempt.attemptId), { kind: "pending" });
  });

  it("about another attempt is not believed, neither of a charge nor of a question", async (t) => {
    const { provider, gateway, charge } = await channelTo(t);
    provider.onCharge(() => approvedCharge("0199a1b2-0000-7000-8000-000000000001"));
    provider.onAsk(() => approvedCharge("0199a1b2-0000-7000-8000-000000000001"));
    const charged = await charge();
    assert(charged.kind === "unknown");
    assert.equal(charged.why, "bad_answer");
    const asked = await gateway.ask("alpha", newCharge().attemptId);
    assert(asked.kind === "unreachable");
    assert.equal(asked.why, "bad_answer");
  });

  it("of NOT_FOUND is believed only with the detail that names the attempt", async (t) => {
    const { provider, gateway } = await channelTo(t);
    const { attemptId } = newCharge();
    assert.deepEqual(await gateway.ask("alpha", attemptId), { kind: "never_seen" });
    provider.onAsk(() => {
      throw new ConnectError("no such page", Code.NotFound);
    });
    assert.equal((await gateway.ask("alpha", attemptId)).kind, "unreachable");
    provider.onAsk(() => {
      throw fenced("0199a1b2-0000-7000-8000-000000000001");
    });
    assert.equal((await gateway.ask("alpha", attemptId)).kind, "unreachable");
  });

  for (const code of [
    Code.InvalidArgument,
    Code.AlreadyExists,
    Code.FailedPrecondition,
    Code.ResourceExhausted,
    Code.Unauthenticated,
    Code.Unavailable,
    Code.Internal,
    Code.Canceled,
    Code.NotFound,
  ])
    it(`of ${Code[code]} says nothing about the money`, async (t) => {
      const { provider, charge } = await channelTo(t);
      provider.onCharge(() => {
        throw new ConnectError("no", code);
      });
      const result = await charge();
      assert.equal(result.kind, "unknown", JSON.stringify(result));
    });
});

describe("the limit of a channel", () => {
  it("is half of what the provider's connection takes at once, when that is less", async (t) => {
    const provider = await startScriptedProvider({ maxConcurrentStreams: 6 });
    t.after(provider.close);
    const gateway = testGateway(t, `alpha=${provider.url};deadline-ms=5000`);
    const limit = (): number | undefined => gateway.channels()[0]?.inFlightMax;
    await gateway.charge("alpha", newCharge());
    assert.equal(limit(), 3);
    const release = Promise.withResolvers<void>();
    provider.onCharge(async (attemptId) => {
      await release.promise;
      return approvedCharge(attemptId);
    });
    const charges = Array.from({ length: 4 }, () => gateway.charge("alpha", newCharge()));
    await waitFor("three to arrive", () => provider.inFlight() === 3);
    const asked = await Promise.all(
      [1, 2, 3].map(() => gateway.ask("alpha", newCharge().attemptId)),
    );
    assert.deepEqual(new Set(asked.map(({ kind }) => kind)), new Set(["never_seen"]));
    release.resolve();
    const [last, ...first] = (await Promise.all(charges)).toReversed();
    assert.deepEqual(last, { kind: "not_sent", why: "limit" });
    for (const { kind } of first) assert.equal(kind, "approved");
  });

  it("refuses a charge too many, and questions have one of their own", async (t) => {
    const { provider, gateway, charge, state } = await channelTo(t, {
      PAYMENT_IN_FLIGHT_MAX: "2",
    });
    const release = Promise.withResolvers<void>();
    provider.onCharge(async (attemptId) => {
      await release.promise;
      return approvedCharge(attemptId);
    });
    const held = [charge(), charge()];
    await waitFor("both to arrive", () => provider.inFlight() === 2);
    assert.equal(state().inFlight, 2);
    assert.deepEqual(await charge(), { kind: "not_sent", why: "limit" });
    assert.equal((await gateway.ask("alpha", newCharge().attemptId)).kind, "never_seen");
    release.resolve();
    for (const result of await Promise.all(held)) assert.equal(result.kind, "approved");
    assert.equal(state().inFlight, 0);
    assert.equal((await charge()).kind, "approved");
  });
});

describe("the breaker of a channel", () => {
  it("opens when calls fail, keeps charges back, and closes after probes, and all of it is told", async (t) => {
    const { provider, gateway, charge, state } = await channelTo(t, breakerSoon);
    const told: string[] = [];
    gateway.onChange(({ breaker, takesCharges }) => told.push(`${breaker} ${takesCharges}`));
    provider.onCharge(unavailable);
    for (let n = 0; n < 4; n += 1) assert.equal((await charge()).kind, "unknown");
    assert.deepEqual(await charge(), { kind: "not_sent", why: "breaker_open" });
    assert.equal(provider.charged.length, 4);
    assert.equal(state().breaker, "open");
    assert(state().openUntilMs !== undefined);
    provider.onCharge(approvedCharge);
    await waitFor("the time of the breaker to be over", () => state().takesCharges);
    assert.equal((await charge()).kind, "approved");
    assert.equal((await charge()).kind, "approved");
    assert.equal(state().breaker, "closed");
    assert.deepEqual(told, ["open false", "half_open true", "closed true"]);
  });

  it("counts refused connections, deadlines and answers that make no sense", async (t) => {
    const nobody = testGateway(t, "alpha=http://127.0.0.1:1", breakerSoon);
    for (let n = 0; n < 4; n += 1) await nobody.charge("alpha", newCharge());
    assert.equal(nobody.channels()[0]?.breaker, "open");

    const { provider, charge, state } = await channelTo(t, breakerSoon);
    provider.onCharge(() => ({}));
    for (let n = 0; n < 4; n += 1) await charge();
    assert.equal(state().breaker, "open");

    const slow = testGateway(t, `alpha=${provider.url};deadline-ms=50`, breakerSoon);
    provider.onCharge(() => never());
    for (let n = 0; n < 4; n += 1) await slow.charge("alpha", newCharge());
    assert.equal(slow.channels()[0]?.breaker, "open");
  });

  it("does not count declines and errors that blame the request", async (t) => {
    const { provider, charge, state } = await channelTo(t, breakerSoon);
    provider.onCharge((attemptId) => ({ attemptId, result: Result.DECLINED_HARD, reason: "no" }));
    for (let n = 0; n < 8; n += 1) await charge();
    provider.onCharge(() => {
      throw new ConnectError("what is this", Code.InvalidArgument);
    });
    for (let n = 0; n < 8; n += 1) await charge();
    assert.deepEqual(
      [state().breaker, state().calls, state().failures, state().takesCharges],
      ["closed", 16, 0, true],
    );
  });

  it("opens when most charges fail, although every question about them is answered", async (t) => {
    const env = { ...breakerSoon, PAYMENT_BREAKER_CALLS_MIN: "5" };
    const { provider, gateway, charge, state } = await channelTo(t, env);
    for (const answer of [unavailable, approvedCharge, unavailable, approvedCharge, unavailable]) {
      assert.equal(state().breaker, "closed");
      provider.onCharge(answer);
      await charge();
      await gateway.ask("alpha", newCharge().attemptId);
    }
    assert.equal(state().breaker, "open");
  });

  it("is not opened by looks that fail, each of which is one call", async (t) => {
    const env = { ...breakerSoon, PAYMENT_RETRIES_MAX: "2" };
    const { provider, gateway, charge, state } = await channelTo(t, env);
    provider.onAsk(unavailable);
    for (let n = 0; n < 8; n += 1) {
      const { attemptId } = newCharge();
      const result = await gateway.look("alpha", { kind: "charge", attemptId, fence: n % 2 === 0 });
      assert.equal(result.kind, "unreachable");
    }
    assert.deepEqual([state().breaker, state().calls, state().failures], ["closed", 0, 0]);
    assert.deepEqual([provider.asked.length, provider.askedWithFence.length], [8, 4]);
    provider.onCharge(unavailable);
    for (let n = 0; n < 4; n += 1) await charge();
    const { attemptId } = newCharge();
    const refused = await gateway.look("alpha", { kind: "charge", attemptId, fence: false });
    assert.deepEqual(refused, { kind: "unreachable", why: "breaker_open", detail: "" });
    assert.equal(provider.asked.length, 8);
  });

  it("is probed by questions, so that what is unknown is settled first", async (t) => {
    const { provider, gateway, charge, state } = await channelTo(t, breakerSoon);
    provider.onCharge(unavailable);
    for (let n = 0; n < 4; n += 1) await charge();
    const refused = await gateway.ask("alpha", newCharge().attemptId);
    assert.deepEqual(refused, { kind: "unreachable", why: "breaker_open", detail: "" });
    await waitFor("the time of the breaker to be over", () => state().takesCharges);
    for (let n = 0; n < 2; n += 1) await gateway.ask("alpha", newCharge().attemptId);
    assert.equal(state().breaker, "closed");
  });
});

describe("a channel that is switched by hand", () => {
  const by = { actor: "ops", reason: "errors since noon" };

  it("takes no charges when off, and still answers questions and gives money back", async (t) => {
    const { provider, gateway, charge, state } = await channelTo(t);
    const attempt = newCharge();
    await gateway.charge("alpha", attempt);
    const told: string[] = [];
    const stop = gateway.onChange(({ name, mode }) => told.push(`${name} ${mode}`));
    assert.equal(gateway.setChannel("alpha", "off", by).takesCharges, false);
    gateway.setChannel("alpha", "off", by);
    assert.deepEqual(await charge(), { kind: "not_sent", why: "switched_off" });
    assert.equal(provider.charged.length, 1);
    assert.equal((await gateway.ask("alpha", attempt.attemptId)).kind, "approved");
    const refund = { ...newCharge(), chargeAttemptId: attempt.attemptId, reason: "returned" };
    assert.equal((await gateway.refund("alpha", refund)).kind, "approved");
    assert.equal((await gateway.askRefund("alpha", newCharge().attemptId)).kind, "never_seen");
    gateway.setChannel("alpha", "automatic", by);
    assert.equal((await charge()).kind, "approved");
    stop();
    gateway.setChannel("alpha", "off", by);
    assert.deepEqual(told, ["alpha off", "alpha automatic"]);
    assert.equal(state().mode, "off");
    const { actor, reason } = state().switched ?? {};
    assert.deepEqual({ actor, reason }, by);
  });

  it("calls whatever the breaker says when on", async (t) => {
    const { provider, gateway, charge, state } = await channelTo(t, {
      ...breakerSoon,
      PAYMENT_BREAKER_OPEN_MS: "3600000",
    });
    provider.onCharge(unavailable);
    for (let n = 0; n < 4; n += 1) await charge();
    provider.onCharge(approvedCharge);
    assert.equal((await charge()).kind, "not_sent");
    assert.equal(gateway.setChannel("alpha", "on", by).takesCharges, true);
    assert.equal((await charge()).kind, "approved");
    assert.equal(state().breaker, "open");
    gateway.setChannel("alpha", "automatic", by);
    assert.equal((await charge()).kind, "not_sent");
  });
});

describe("a channel over TLS", () => {
  it("trusts the authorities of its file, and sends nothing to others", async (t) => {
    const certificate = makeCertificate();
    t.after(certificate.remove);
    const files = { cert: certificate.tlsCert, key: certificate.tlsKey };
    const tls = { cert: readFileSync(files.cert, "utf8"), key: readFileSync(files.key, "utf8") };
    const charged: string[] = [];
    const provider = await listenHttp2(
      (router) =>
        router.service(GatewayService, {
          charge({ attemptId }) {
            charged.push(attemptId);
            return { charge: approvedCharge(attemptId) };
          },
        }),
      { tls },
    );
    t.after(provider.close);
    const trusting = testGateway(t, `alpha=${provider.url};ca=${files.cert}`);
    const attempt = newCharge();
    assert.equal((await trusting.charge("alpha", attempt)).kind, "approved");
    const told: string[] = [];
    const note = (channel: string, { message }: Error): void =>
      void told.push(`${channel}: ${message}`);
    const once = { PAYMENT_RETRIES_MAX: "0" };
    const wary = testGateway(t, `alpha=${provider.url}`, once, note);
    const misled = testGateway(
      t,
      `beta=${provider.url.replace("127.0.0.1", "127.0.0.2")};ca=${files.cert}`,
      once,
      note,
    );
    for (let count = 0; count < 3; count += 1) {
      const refused = [
        await wary.charge("alpha", newCharge()),
        await misled.charge("beta", newCharge()),
      ];
      for (const result of refused)
        assert.deepEqual(result, { kind: "not_sent", why: "no_connection" });
    }
    assert.equal(told.length, 2);
    assert.match(told[0] ?? "", /^alpha: self-signed certificate/);
    assert.match(told[1] ?? "", /^beta: .*127\.0\.0\.2/);
    assert.deepEqual(charged, [attempt.attemptId]);
  });
});

describe("the connection of a channel", () => {
  it("is one for all calls at once", async (t) => {
    const provider = await startScriptedProvider();
    t.after(provider.close);
    const proxy = await startFaultProxy(provider.port);
    t.after(proxy.refuse);
    const gateway = testGateway(t, `alpha=${proxy.url}`);
    const calls = Array.from({ length: 50 }, () => gateway.charge("alpha", newCharge()));
    for (const result of await Promise.all(calls)) assert.equal(result.kind, "approved");
    assert.equal(proxy.accepted(), 1);
  });

  it("is another one after the provider said goodbye, and what is on its way stays", async (t) => {
    const { provider, gateway, charge } = await channelTo(t);
    const release = Promise.withResolvers<void>();
    provider.onCharge(async (attemptId) => {
      await release.promise;
      return approvedCharge(attemptId);
    });
    const early = charge();
    await waitFor("the charge to arrive", () => provider.inFlight() === 1);
    provider.sayGoodbye();
    provider.onCharge(approvedCharge);
    await waitFor("the goodbye to be heard", async () => {
      await gateway.ask("alpha", newCharge().attemptId);
      return provider.connections() > 1;
    });
    assert.equal((await charge()).kind, "approved");
    release.resolve();
    assert.equal((await early).kind, "approved");
  });

  it("keeps nothing of the pings that it was tried with", async (t) => {
    const { provider, gateway, charge } = await channelTo(t, { PAYMENT_KEEPALIVE_MS: "100" });
    const warnings: string[] = [];
    const note = ({ name }: Error): void => void warnings.push(name);
    process.on("warning", note);
    t.after(() => process.off("warning", note));
    provider.onCharge(never);
    const held = charge();
    await waitFor("a dozen pings", () => provider.pings() > 11);
    assert.deepEqual(warnings, []);
    gateway.close();
    await held;
  });

  it("that is closed leaves what was on its way unknown, and sends nothing any more", async (t) => {
    const { provider, gateway, charge } = await channelTo(t);
    provider.onCharge(() => never());
    const held = charge();
    await waitFor("the charge to arrive", () => provider.inFlight() === 1);
    gateway.close();
    const result = await held;
    assert(result.kind === "unknown");
    assert.equal(result.why, "connection_lost");
    assert.deepEqual(await charge(), { kind: "not_sent", why: "no_connection" });
  });
});
