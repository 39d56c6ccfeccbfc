import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { TestContext } from "node:test";
import { describe, it } from "node:test";
import { Code, createClient } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { GatewayService } from "#gen/sluice/gateway/v1/gateway_service_pb.ts";
import { SandboxService } from "#gen/sluice/sandbox/v1/sandbox_service_pb.ts";
import type { AskResult, ChargeResult } from "../payments/gateway.ts";
import { outcomes } from "../provider/outcome.ts";
import type { OutcomeName } from "../provider/outcome.ts";
import { attemptOf, deskKey, openNoticeDesk } from "./payments/notice-desk.ts";
import { providerPath, startProvider } from "./payments/provider-process.ts";
import type { ProviderProcess } from "./payments/provider-process.ts";
import { newCharge, testGateway } from "./payments/test-gateway.ts";
import { runServer } from "./server-process.ts";
import { failure } from "./sluice-test-server.ts";
import { waitFor } from "./wait-for.ts";

/** A machine that has other things to do must not make an outcome late that is not. */
const deadlineMs = 1_500;
const quick = { PROVIDER_SLOW_MS: "3000", PROVIDER_LATE_MS: "3000", PROVIDER_SILENCE_MS: "6000" };

/** A provider, and a gateway whose channel "sandbox" gives up before anything slow is over. */
async function sandbox(t: TestContext, env: Readonly<Record<string, string>> = {}) {
  const provider = await startProvider(t, { ...quick, ...env });
  return { provider, gateway: gatewayTo(t, provider) };
}

function gatewayTo(t: TestContext, { url }: ProviderProcess, longestMs = deadlineMs) {
  return testGateway(t, `sandbox=${url};deadline-ms=${longestMs}`, {
    PAYMENT_CONNECT_TIMEOUT_MS: "5000",
    PAYMENT_BREAKER_CALLS_MIN: "1000",
    PAYMENT_IN_FLIGHT_MAX: "200",
  });
}

function inShort(result: ChargeResult | AskResult): string {
  if ("why" in result) return `${result.kind}: ${result.why}`;
  if (result.kind === "approved") return `approved ${result.amount.minorUnits}`;
  return result.kind === "declined" ? `declined ${result.soft ? "soft" : "hard"}` : result.kind;
}

describe("the sandbox provider", () => {
  const table: Readonly<Record<OutcomeName, readonly [answer: string, asked: string]>> = {
    approve: ["approved 1299", "approved 1299"],
    decline_soft: ["declined soft", "declined soft"],
    decline_hard: ["declined hard", "declined hard"],
    timeout_charged: ["unknown: deadline", "approved 1299"],
    timeout_told: ["unknown: deadline", "approved 1299"],
    timeout_not_charged: ["unknown: deadline", "never_seen"],
    error: ["unknown: error", "never_seen"],
    error_charged: ["unknown: error", "approved 1299"],
    slow: ["unknown: deadline", "never_seen"],
    late: ["unknown: pending", "pending"],
    late_decline: ["unknown: pending", "pending"],
    decline_charged: ["declined hard", "declined hard"],
    decline_soft_charged: ["declined soft", "declined soft"],
    decline_charged_untold: ["declined hard", "declined hard"],
    decline_soft_charged_untold: ["declined soft", "declined soft"],
    duplicate_callbacks: ["approved 1299", "approved 1299"],
    reordered_callbacks: ["unknown: pending", "pending"],
    wrong_amount: ["approved 1300", "approved 1300"],
  };

  it("answers each card token as its name says, and a question at once after it", async (t) => {
    const { provider, gateway } = await sandbox(t);
    const ends = Object.entries(table).map(async ([name, [answer, asked]]) => {
      const attempt = newCharge(`tok_${name}`);
      assert.equal(inShort(await gateway.charge("sandbox", attempt)), answer, name);
      assert.equal(inShort(await gateway.ask("sandbox", attempt.attemptId)), asked, name);
    });
    await Promise.all(ends);
    const { charges, fences } = provider.witness();
    assert.equal(charges.length + fences.length, Object.keys(outcomes).length);
  });

  it("decides what is late, and keeps to it", async (t) => {
    const { gateway } = await sandbox(t);
    for (const [token, end] of [
      ["tok_late", "approved 1299"],
      ["tok_late_decline", "declined soft"],
    ] as const) {
      const attempt = newCharge(token);
      await gateway.charge("sandbox", attempt);
      const asked = async (): Promise<string> =>
        inShort(await gateway.ask("sandbox", attempt.attemptId));
      await waitFor(`${token} to be decided`, async () => (await asked()) !== "pending");
      assert.equal(await asked(), end);
      assert.equal(inShort(await gateway.charge("sandbox", attempt)), end);
    }
  });

  it("charges once for an attempt that comes many times, and refuses another payload", async (t) => {
    const { provider, gateway } = await sandbox(t);
    const attempt = newCharge();
    const results = await Promise.all(
      Array.from({ length: 20 }, () => gateway.charge("sandbox", attempt)),
    );
    for (const result of results) assert.equal(inShort(result), "approved 1299");
    const other = { ...attempt, amount: { currencyCode: "EUR", minorUnits: 1n } };
    assert.equal(inShort(await gateway.charge("sandbox", other)), "unknown: error");
    assert.equal(provider.witness().charges.length, 1);
  });

  it("refuses a charge that comes after it was asked about, one that was on its way too", async (t) => {
    const { provider, gateway } = await sandbox(t);
    const late = newCharge();
    assert.equal(inShort(await gateway.ask("sandbox", late.attemptId)), "never_seen");
    assert.equal(inShort(await gateway.charge("sandbox", late)), "unknown: error");

    // It has arrived and takes its time when somebody asks, and is told that nothing is there.
    const client = createClient(GatewayService, createGrpcTransport({ baseUrl: provider.url }));
    const slow = newCharge("tok_slow");
    const charging = failure(client.charge(slow, { timeoutMs: 20_000 }));
    await failure(client.getCharge({ attemptId: randomUUID() }, { timeoutMs: 20_000 }));
    assert.equal(inShort(await gateway.ask("sandbox", slow.attemptId)), "never_seen");
    assert.equal((await charging).code, Code.FailedPrecondition);
    assert.equal(inShort(await gateway.ask("sandbox", slow.attemptId)), "never_seen");
    assert.deepEqual(provider.witness().charges, []);
  });

  it("says that it has not seen an id without refusing it, when no fence is asked for", async (t) => {
    const { provider, gateway } = await sandbox(t);
    const client = createClient(GatewayService, createGrpcTransport({ baseUrl: provider.url }));
    const attempt = newCharge();
    const { attemptId } = attempt;
    const error = await failure(client.getCharge({ attemptId }, { timeoutMs: 5_000 }));
    assert.equal(error.code, Code.NotFound);
    assert.equal(inShort(await gateway.charge("sandbox", attempt)), "approved 1299");
  });

  it("gives back what was taken and no more, in its currency, of approved charges only", async (t) => {
    const { gateway } = await sandbox(t);
    const charge = newCharge();
    const declined = newCharge("tok_decline_hard");
    await gateway.charge("sandbox", charge);
    await gateway.charge("sandbox", declined);
    const refund = async (chargeAttemptId: string, minorUnits: bigint, currencyCode = "EUR") => {
      const attemptId = randomUUID();
      const amount = { currencyCode, minorUnits };
      const attempt = { attemptId, chargeAttemptId, amount, reason: "returned" };
      const result = inShort(await gateway.refund("sandbox", attempt));
      assert.equal(inShort(await gateway.askRefund("sandbox", attemptId)), result);
      return result;
    };
    assert.equal(await refund(charge.attemptId, 1_000n), "approved 1000");
    assert.equal(await refund(charge.attemptId, 300n), "declined hard");
    assert.equal(await refund(charge.attemptId, 299n, "USD"), "declined hard");
    assert.equal(await refund(charge.attemptId, 299n), "approved 299");
    assert.equal(await refund(charge.attemptId, 1n), "declined hard");
    assert.equal(await refund(declined.attemptId, 1n), "declined hard");
    assert.equal(await refund(randomUUID(), 1n), "declined hard");
  });

  it("lets the refunds of a charge fail when its card token says so", async (t) => {
    const { provider, gateway } = await sandbox(t);
    const charge = newCharge("tok_refund_timeout_charged");
    assert.equal(inShort(await gateway.charge("sandbox", charge)), "approved 1299");
    const attempt = { ...charge, attemptId: randomUUID(), reason: "returned" };
    const refund = { ...attempt, chargeAttemptId: charge.attemptId };
    assert.equal(inShort(await gateway.refund("sandbox", refund)), "unknown: deadline");
    assert.equal(inShort(await gateway.askRefund("sandbox", refund.attemptId)), "approved 1299");
    assert.equal(provider.witness().refunds.length, 1);
  });

  it("fails at the rates it was started with, and at others from one moment to the next", async (t) => {
    const { provider, gateway } = await sandbox(t, { PROVIDER_CHARGES: "decline_hard=1" });
    assert.equal(inShort(await gateway.charge("sandbox", newCharge("card"))), "declined hard");
    const client = createClient(SandboxService, createGrpcTransport({ baseUrl: provider.url }));
    const half = [
      { outcome: "approve", weight: 1 },
      { outcome: "decline_soft", weight: 1 },
    ];
    await client.setShares({ charges: half }, { timeoutMs: 5_000 });
    const counts: Record<string, number> = {};
    for (let n = 0; n < 100; n += 1) {
      const result = inShort(await gateway.charge("sandbox", newCharge("card")));
      counts[result] = (counts[result] ?? 0) + 1;
    }
    assert.deepEqual(Object.keys(counts).toSorted(), ["approved 1299", "declined soft"]);
    assert((counts["approved 1299"] ?? 0) > 20 && (counts["declined soft"] ?? 0) > 20);
    assert.equal(inShort(await gateway.charge("sandbox", newCharge())), "approved 1299");
    const wrong = client.setShares({ charges: [{ outcome: "explode", weight: 1 }] });
    assert.equal((await failure(wrong)).code, Code.InvalidArgument);
  });
});

describe("a provider that is killed", () => {
  it("between the ledger and the answer has charged, and says so after the restart", async (t) => {
    const { provider, gateway } = await sandbox(t);
    const attempt = newCharge("tok_timeout_charged");
    const result = gateway.charge("sandbox", attempt);
    await waitFor("the ledger to have it", () => provider.witness().charges.length === 1);
    await provider.kill();
    assert.equal(inShort(await result), "unknown: connection_lost");
    assert.match(inShort(await gateway.ask("sandbox", attempt.attemptId)), /^unreachable/);
    const again = await startProvider(t, quick, provider.ledgerPath);
    const restarted = gatewayTo(t, again);
    assert.equal(inShort(await restarted.ask("sandbox", attempt.attemptId)), "approved 1299");
    assert.equal(inShort(await restarted.charge("sandbox", attempt)), "approved 1299");
    assert.equal(again.witness().charges.length, 1);
  });

  it("before it has written anything has not charged, and keeps to that", async (t) => {
    const { provider, gateway } = await sandbox(t, { PROVIDER_SLOW_MS: "60000" });
    const attempt = newCharge("tok_slow");
    assert.equal(inShort(await gateway.charge("sandbox", attempt)), "unknown: deadline");
    await provider.kill();
    const again = await startProvider(t, quick, provider.ledgerPath);
    const restarted = gatewayTo(t, again);
    assert.equal(inShort(await restarted.ask("sandbox", attempt.attemptId)), "never_seen");
    await again.kill();
    const third = gatewayTo(t, await startProvider(t, quick, provider.ledgerPath));
    assert.equal(inShort(await third.charge("sandbox", attempt)), "unknown: error");
  });

  it("decides what was pending, and sends the callbacks that had not arrived", async (t) => {
    const desk = await openNoticeDesk(t);
    const env = { PROVIDER_CALLBACK_URL: desk.url, PROVIDER_CALLBACK_KEY: deskKey };
    desk.refuse(Code.Unavailable);
    const { provider, gateway } = await sandbox(t, { ...env, PROVIDER_LATE_MS: "2000" });
    const [now, late] = [newCharge(), newCharge("tok_late")];
    await gateway.charge("sandbox", now);
    await gateway.charge("sandbox", late);
    await waitFor("a callback to be refused", () => desk.requests.length > 0);
    await provider.kill();
    assert.equal(provider.witness().notices.arrived, 0);
    desk.refuse(undefined);
    const again = await startProvider(t, { ...quick, ...env }, provider.ledgerPath);
    await waitFor("both to be told", () => desk.taken.length === 2);
    const told = desk.taken.map(({ attemptId, result }) => `${attemptId} ${result.kind}`);
    assert.deepEqual(
      told.toSorted(),
      [`${now.attemptId} approved`, `${late.attemptId} approved`].toSorted(),
    );
    await waitFor("the ledger to know", () => again.witness().notices.arrived === 2);
  });

  it("at any moment under load has what it answered, and nothing of what was not sent", async (t) => {
    const env = { ...quick, PROVIDER_CHARGES: "approve=8,decline_hard=1,late=1" };
    let provider = await startProvider(t, env);
    const answered = new Map<string, string>();
    for (let cycle = 0; cycle < 4; cycle += 1) {
      const gateway = gatewayTo(t, provider, 20_000);
      let approved = 0;
      const calls = Array.from({ length: 150 }, async () => {
        const attempt = newCharge("card");
        const { kind } = await gateway.charge("sandbox", attempt);
        answered.set(attempt.attemptId, kind);
        if (kind === "approved") approved += 1;
      });
      await waitFor("some to be approved", () => approved > 5);
      await provider.kill();
      await Promise.all(calls);
      provider = await startProvider(t, env, provider.ledgerPath);
    }
    const charges = new Map(provider.witness().charges.map((entry) => [entry.attemptId, entry]));
    for (const [attemptId, kind] of answered) {
      const result = charges.get(attemptId)?.result;
      if (kind === "approved") assert.equal(result, "approved");
      if (kind === "declined") assert.equal(result, "declined_hard");
      if (kind === "not_sent") assert.equal(result, undefined, "not sent, and yet it is there");
    }
    assert([...answered.values()].includes("unknown"), "nothing was on its way when it was killed");
  });
});

/** The same with a desk that takes its callbacks. */
async function withDesk(t: TestContext) {
  const desk = await openNoticeDesk(t);
  const env = { PROVIDER_CALLBACK_URL: desk.url, PROVIDER_CALLBACK_KEY: deskKey };
  return { desk, ...(await sandbox(t, env)) };
}

describe("the callbacks of a provider", () => {
  it("tell of charges and refunds, signed, until they are taken", async (t) => {
    const { desk, provider, gateway } = await withDesk(t);
    desk.refuse(Code.Unavailable);
    const charge = newCharge();
    await gateway.charge("sandbox", charge);
    await waitFor("it to be tried twice", () => desk.requests.length >= 2);
    const [first, second] = desk.requests;
    assert(first !== undefined && second !== undefined);
    assert(second.signedAtMs > first.signedAtMs, "signed anew with each try");
    desk.refuse(undefined);
    await waitFor("the charge to be told", () => desk.taken.length === 1);
    const refund = { ...charge, attemptId: randomUUID(), chargeAttemptId: charge.attemptId };
    await gateway.refund("sandbox", { ...refund, reason: "returned" });
    await waitFor("the refund to be told", () => desk.taken.length === 2);
    assert.deepEqual(
      desk.taken.map(({ channel, subject, attemptId }) => [channel, subject, attemptId]),
      [
        ["sandbox", "charge", charge.attemptId],
        ["sandbox", "refund", refund.attemptId],
      ],
    );
    await waitFor("the ledger to know", () => provider.witness().notices.arrived === 2);
    assert.equal(provider.witness().notices.open, 0);
  });

  it("come five times, or the result before pending, when the token says so", async (t) => {
    const { desk, gateway } = await withDesk(t);
    const [many, reversed] = [
      newCharge("tok_duplicate_callbacks"),
      newCharge("tok_reordered_callbacks"),
    ];
    await gateway.charge("sandbox", many);
    await gateway.charge("sandbox", reversed);
    const told = ({ attemptId }: { readonly attemptId: string }): readonly string[] =>
      desk.taken
        .filter((notice) => notice.attemptId === attemptId)
        .map(({ result }) => result.kind);
    await waitFor("all of them", () => told(many).length === 5 && told(reversed).length === 2);
    assert.deepEqual(new Set(told(many)), new Set(["approved"]));
    assert.deepEqual(told(reversed), ["approved", "pending"]);
  });

  it("are the only word of a charge whose answer was lost", async (t) => {
    const { desk, gateway } = await withDesk(t);
    const attempt = newCharge("tok_timeout_told");
    assert.equal(inShort(await gateway.charge("sandbox", attempt)), "unknown: deadline");
    await waitFor("it to be told", () => desk.taken.length === 1);
    assert.equal(desk.taken[0]?.attemptId, attempt.attemptId);
  });

  it("are given up when Sluice cannot make sense of them", async (t) => {
    const { desk, provider, gateway } = await withDesk(t);
    desk.refuse(Code.InvalidArgument);
    const attempt = newCharge();
    await gateway.charge("sandbox", attempt);
    await waitFor("it to be given up", () => provider.witness().notices.givenUp === 1);
    assert.deepEqual(desk.requests.map(attemptOf), [attempt.attemptId]);
  });
});

describe("the provider as a program", () => {
  it("ends in order on SIGTERM, and leaves its ledger whole", async (t) => {
    const { provider, gateway } = await sandbox(t);
    await gateway.charge("sandbox", newCharge());
    assert.deepEqual(await provider.stop(), { code: 0, signal: null });
    assert.equal(provider.witness().charges.length, 1);
  });

  it("says in one line what is wrong with its settings", async () => {
    for (const [env, line] of [
      [{ PROVIDER_PORT: "x" }, 'provider: PROVIDER_PORT is "x"; allowed: 0 to 65535\n'],
      [
        { PROVIDER_CHARGES: "explode=1" },
        'provider: PROVIDER_CHARGES is "explode=1"; allowed: outcome=weight, separated by commas\n',
      ],
      [
        { PROVIDER_CALLBACK_KEY: "secret" },
        'provider: PROVIDER_CALLBACK_KEY is "..."; allowed: 64 to 128 hexadecimal digits\n',
      ],
      [
        { PROVIDER_CALLBACK_URL: "http://127.0.0.1:1" },
        "provider: PROVIDER_CALLBACK_KEY is not set; it must be when CALLBACK_URL is\n",
      ],
    ] as const) {
      const { code, stderr } = await runServer({ entry: providerPath, env });
      assert.deepEqual([code, stderr], [1, line]);
    }
  });
});
