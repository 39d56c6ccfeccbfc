import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { describe, it } from "node:test";
import type { ChargeResult } from "../payments/gateway.ts";
import { startFaultProxy } from "./payments/fault-proxy.ts";
import type { Fault } from "./payments/fault-proxy.ts";
import { approvedCharge, never, startScriptedProvider } from "./payments/scripted-provider.ts";
import { newCharge, testGateway } from "./payments/test-gateway.ts";
import { waitFor, within } from "./wait-for.ts";

const deadlineMs = 3_000;
const connectTimeoutMs = "1000";

/** A gateway whose channel "alpha" leads through a proxy to a provider that remembers what has reached it. */
async function channelThroughProxy(t: TestContext, env: Readonly<Record<string, string>> = {}) {
  const provider = await startScriptedProvider();
  const proxy = await startFaultProxy(provider.port);
  t.after(provider.close);
  t.after(proxy.refuse);
  const channel = `alpha=${proxy.url};deadline-ms=${deadlineMs}`;
  const gateway = testGateway(t, channel, {
    PAYMENT_CONNECT_TIMEOUT_MS: connectTimeoutMs,
    ...env,
  });
  return { provider, proxy, gateway };
}

function inShort(result: ChargeResult): string {
  return "why" in result ? `${result.kind}: ${result.why}` : result.kind;
}

interface Case {
  readonly fault: Fault;
  /** With a connection that stood before the fault, and without one. */
  readonly warm: string;
  readonly cold: string;
  /** True when the provider has the charge. */
  readonly arrives: boolean;
}

const cases: readonly Case[] = [
  { fault: "pass", cold: "approved", warm: "approved", arrives: true },
  {
    fault: "reset_at_once",
    cold: "not_sent: no_connection",
    warm: "approved",
    arrives: false,
  },
  { fault: "silent", cold: "not_sent: no_connection", warm: "unknown: deadline", arrives: false },
  {
    fault: "reset_before_request",
    cold: "unknown: connection_lost",
    warm: "unknown: connection_lost",
    arrives: false,
  },
  {
    fault: "hold_before_request",
    cold: "unknown: deadline",
    warm: "unknown: deadline",
    arrives: false,
  },
  {
    fault: "reset_after_request",
    cold: "unknown: connection_lost",
    warm: "unknown: connection_lost",
    arrives: true,
  },
  {
    fault: "hold_after_request",
    cold: "unknown: deadline",
    warm: "unknown: deadline",
    arrives: true,
  },
  {
    fault: "cut_answer",
    cold: "unknown: connection_lost",
    warm: "unknown: connection_lost",
    arrives: true,
  },
];

// Side by side: most of them wait for a deadline.
describe("a charge over a way that is faulty", { concurrency: true }, () => {
  for (const { fault, cold, arrives } of cases)
    it(`is ${cold} when the first connection meets ${fault}, and asking settles it`, async (t) => {
      const { provider, proxy, gateway } = await channelThroughProxy(t);
      proxy.set(fault);
      const attempt = newCharge();
      assert.equal(inShort(await gateway.charge("alpha", attempt)), cold);
      assert.deepEqual(provider.charged, arrives ? [attempt.attemptId] : []);
      proxy.set("pass");
      const asked = await gateway.ask("alpha", attempt.attemptId);
      // What was held arrives now, unless it was called back: the answer is what the provider has.
      const has = provider.charged.includes(attempt.attemptId);
      assert.equal(asked.kind, has ? "approved" : "never_seen");
    });

  for (const { fault, warm } of cases)
    it(`is ${warm} when a connection that stands meets ${fault}`, async (t) => {
      const { provider, proxy, gateway } = await channelThroughProxy(t);
      assert.equal((await gateway.charge("alpha", newCharge())).kind, "approved");
      proxy.set(fault);
      const attempt = newCharge();
      const result = await gateway.charge("alpha", attempt);
      assert.equal(inShort(result), warm);
      if (result.kind === "not_sent") assert(!provider.charged.includes(attempt.attemptId));
    });

  it("is not sent once it is seen that nobody listens any more", async (t) => {
    const { provider, proxy, gateway } = await channelThroughProxy(t, {
      PAYMENT_BREAKER_CALLS_MIN: "1000",
    });
    assert.equal((await gateway.charge("alpha", newCharge())).kind, "approved");
    await proxy.refuse();
    await waitFor("a charge that is not sent", async () => {
      const result = inShort(await gateway.charge("alpha", newCharge()));
      assert.match(result, /^(unknown: connection_lost|not_sent: no_connection)$/);
      return result === "not_sent: no_connection";
    });
    assert.equal(provider.charged.length, 1);
    const asked = await gateway.ask("alpha", newCharge().attemptId);
    assert.deepEqual(asked, { kind: "unreachable", why: "no_connection", detail: "" });
  });

  it("is lost to a connection that went silent, and the next one is not sent into it", async (t) => {
    const { provider, proxy, gateway } = await channelThroughProxy(t);
    await gateway.charge("alpha", newCharge());
    proxy.set("silent");
    assert.equal(inShort(await gateway.charge("alpha", newCharge())), "unknown: deadline");
    assert.equal(inShort(await gateway.charge("alpha", newCharge())), "not_sent: no_connection");
    assert.equal(provider.charged.length, 1);
  });

  it("stays on a connection that has answered something else meanwhile", async (t) => {
    const { provider, proxy, gateway } = await channelThroughProxy(t);
    provider.onCharge(() => never());
    const slow = gateway.charge("alpha", newCharge());
    await waitFor("the slow charge to arrive", () => provider.inFlight() === 1);
    await gateway.ask("alpha", newCharge().attemptId);
    assert.equal(inShort(await slow), "unknown: deadline");
    provider.onCharge(approvedCharge);
    assert.equal((await gateway.charge("alpha", newCharge())).kind, "approved");
    assert.equal(proxy.accepted(), 1);
  });

  it("ends at its deadline, whatever the way does", async (t) => {
    const ends = cases.map(async ({ fault }) => {
      const { proxy, gateway } = await channelThroughProxy(t, { PAYMENT_RETRIES_MAX: "10" });
      proxy.set(fault);
      await within(fault, gateway.charge("alpha", newCharge()), 10 * deadlineMs);
    });
    await Promise.all(ends);
  });
});

describe("a retry", () => {
  it("is made of a charge that was not sent, when a connection comes about", async (t) => {
    const { provider, proxy, gateway } = await channelThroughProxy(t, {
      PAYMENT_RETRIES_MAX: "10",
    });
    proxy.set("reset_at_once");
    const attempt = newCharge();
    const result = gateway.charge("alpha", attempt);
    await waitFor("a second connection", () => proxy.accepted() > 1);
    proxy.set("pass");
    assert.equal((await result).kind, "approved");
    assert.deepEqual(provider.charged, [attempt.attemptId]);
  });

  it("is never made of a charge that may have arrived", async (t) => {
    for (const fault of ["reset_before_request", "reset_after_request", "cut_answer"] as const) {
      const { provider, proxy, gateway } = await channelThroughProxy(t, {
        PAYMENT_RETRIES_MAX: "10",
      });
      proxy.set(fault);
      assert.equal((await gateway.charge("alpha", newCharge())).kind, "unknown");
      assert.equal(proxy.accepted(), 1, fault);
      assert(provider.charged.length <= 1);
    }
  });

  it("is made of a question whose answer was lost", async (t) => {
    const { provider, proxy, gateway } = await channelThroughProxy(t, {
      PAYMENT_RETRIES_MAX: "10",
    });
    const attempt = newCharge();
    await gateway.charge("alpha", attempt);
    proxy.set("cut_answer");
    const result = gateway.ask("alpha", attempt.attemptId);
    await waitFor("the question to come twice", () => provider.asked.length > 1);
    proxy.set("pass");
    assert.equal((await result).kind, "approved");
  });
});
