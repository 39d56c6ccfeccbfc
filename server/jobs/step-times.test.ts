import assert from "node:assert/strict";
import { test } from "node:test";
import type { AttemptResult } from "../commands/payment-command.ts";
import type { ChannelState } from "../payments/gateway.ts";
import type { Attempt, Payment } from "../payments/payment.ts";
import { nextStepAtMs } from "./step-times.ts";
import type { StepSituation } from "./step-times.ts";
import { aChannel } from "../test/payments/a-channel.ts";
import { anAttempt } from "../test/payments/an-attempt.ts";

const nowMs = 1_000_000;
const limits = { askFirstMs: 1_000, waitMaxMs: 15_000 };
const softDecline: AttemptResult = { kind: "declined", soft: true, reason: "no funds" };
const pending: AttemptResult = { kind: "pending" };

function channel(name: string, takesCharges = true): ChannelState {
  return aChannel({ name, takesCharges });
}

const sentToAlpha = anAttempt({ channel: "alpha", status: "sent", createdAtMs: nowMs });

/** How long the next step waits, when chance is at its worst if it is not told. */
function waitMs(
  result: AttemptResult,
  about: {
    readonly channels?: readonly ChannelState[];
    readonly attempt?: Partial<Attempt>;
    readonly before?: readonly Attempt[];
    readonly chance?: number;
  } = {},
): number {
  const attempt = { ...sentToAlpha, ...about.attempt };
  const attempts = [...(about.before ?? []), attempt];
  const payment = { attempts } as Partial<Payment> as Payment;
  const { channels = [channel("alpha"), channel("beta")], chance = 1 } = about;
  const situation: StepSituation = {
    payment,
    attempt,
    channels: () => channels,
    nowMs,
    random: () => chance,
    limits,
  };
  return nextStepAtMs(result, situation) - nowMs;
}

test("a charge that was sent back goes to a channel that has not had it at once", () => {
  assert.equal(waitMs(softDecline), 0);
  assert.equal(waitMs({ kind: "not_sent", why: "no_connection" }), 0);
  assert.equal(waitMs({ kind: "never_seen" }), 0);
});

test("where no channel is left, each failure doubles the wait before the next try", () => {
  const channels = [channel("alpha"), channel("beta", false)];
  const failed: Attempt = { ...sentToAlpha, status: "declined_soft" };
  assert.equal(waitMs(softDecline, { channels }), 250);
  assert.equal(waitMs(softDecline, { channels, before: [failed, failed] }), 1_000);
  assert.equal(
    waitMs(softDecline, { channels, before: Array.from({ length: 20 }, () => failed) }),
    15_000,
  );
});

test("a refund goes back to its channel, so another one that is free does not hurry it", () => {
  assert.equal(waitMs(softDecline, { attempt: { kind: "refund" } }), 250);
});

test("what no channel takes waits about as long as it has waited", () => {
  const result: AttemptResult = { kind: "not_sent", why: "no_channel" };
  const waits = [0, 4_000, 3_600_000].map((ageMs) =>
    waitMs(result, {
      attempt: { status: "created", channel: "", createdAtMs: nowMs - ageMs },
    }),
  );
  assert.deepEqual(waits, [250, 4_000, 15_000]);
});

test("what waits for a channel comes when its breaker lets probes through, and not before where all are out so", () => {
  const result: AttemptResult = { kind: "not_sent", why: "no_channel" };
  const attempt = { status: "created", channel: "", createdAtMs: nowMs - 3_600_000 } as const;
  const out = { takesCharges: false, breaker: "open", openUntilMs: nowMs + 6_000 } as const;
  const alpha = aChannel({ name: "alpha", ...out });
  const beta = aChannel({ name: "beta", ...out, openUntilMs: nowMs + 4_000 });
  assert.equal(waitMs(result, { attempt, channels: [alpha, beta] }), 4_500);
  assert.equal(waitMs(result, { attempt, channels: [alpha, beta], chance: 0 }), 4_000);
  const off = aChannel({ name: "beta", takesCharges: false, mode: "off" });
  assert.equal(waitMs(result, { attempt, channels: [alpha, off] }), 6_500);
  assert.equal(waitMs(result, { attempt, channels: [alpha, off], chance: 0 }), 0);
  assert.equal(waitMs(result, { attempt, channels: [{ ...alpha, mode: "off" }, off] }), 15_000);
  const createdAtMs = nowMs - 60_000;
  const refund = { ...attempt, kind: "refund", channel: "alpha", createdAtMs } as const;
  assert.equal(
    waitMs(result, { attempt: refund, channels: [{ ...alpha, mode: "off" }, beta] }),
    6_500,
  );
  const probed = aChannel({ takesCharges: false, breaker: "half_open" });
  assert.equal(waitMs(result, { attempt, channels: [probed, off] }), 5_000);
});

test("questions about one attempt come further and further apart, within the limit", () => {
  const waits = [0, 1, 3, 4, 50].map((askedCount) => waitMs(pending, { attempt: { askedCount } }));
  assert.deepEqual(waits, [1_000, 2_000, 8_000, 15_000, 15_000]);
});

test("what a channel that stays away is asked and told comes rarer and rarer, so that it does not fill the log", () => {
  const agesMs = [60_000, 240_000, 3_600_000, 86_400_000];
  const longMs = [15_000, 30_000, 450_000, 600_000];
  const unreachable = { kind: "unreachable", why: "breaker_open", detail: "" } as const;
  const asked = (ageMs: number) =>
    waitMs(unreachable, { attempt: { askedCount: 50, sentAtMs: nowMs - ageMs } });
  assert.deepEqual(agesMs.map(asked), longMs);
  const notSent: AttemptResult = { kind: "not_sent", why: "no_connection" };
  const alpha = aChannel({ name: "alpha", breaker: "open", openUntilMs: nowMs + 6_000 });
  const waits = (ageMs: number) => {
    const attempt = { kind: "refund", status: "created", createdAtMs: nowMs - ageMs } as const;
    return waitMs(notSent, { attempt, channels: [alpha] });
  };
  assert.deepEqual(agesMs.map(waits), [6_500, ...longMs.slice(1)]);
  const tried = (ageMs: number) => {
    const failed = { ...sentToAlpha, kind: "refund", status: "not_sent" } as const;
    const before = Array.from({ length: 20 }, () => ({ ...failed, createdAtMs: nowMs - ageMs }));
    return waitMs(notSent, { attempt: { kind: "refund" }, before });
  };
  assert.deepEqual(agesMs.map(tried), longMs);
});
