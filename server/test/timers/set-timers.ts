import { applyAll, fillShop, openBenchStorage, skuOf } from "../../bench/shop.ts";
import type { OutcomeOf } from "../../commands/command.ts";
import type { PayOrder, RecordAttempt, SendAttempt } from "../../commands/payment-command.ts";
import { present } from "../../core/assert.ts";
import { openAttempt } from "../../payments/payment.ts";
import type { Payment } from "../../payments/payment.ts";
import type { SqliteStorage } from "../../storage/sqlite/sqlite-storage.ts";
import { testPaymentLimits } from "../payment-limits.ts";
import { dueAfterMs, inGroups } from "./due-times.ts";

export interface TimerPlan {
  /** When the first is due, by the wall clock. */
  readonly firstDueMs: number;
  /** The others follow evenly over this time. */
  readonly spreadMs: number;
  /** Part of each kind that is due at one moment, in the middle of the spread. */
  readonly burstShare: number;
  readonly counts: Readonly<Record<TimerKind, number>>;
}

/** A hold that runs out, a charge that waits for a channel, a charge that has had no end by its time. */
export type TimerKind = "hold" | "retry" | "resolution";

/** A timer as it was set. */
export interface Timer {
  readonly kind: TimerKind;
  readonly dueMs: number;
}

/** Timers by the id of their order (holds) or payment. */
export type Timers = ReadonlyMap<string, Timer>;

/** The orders were placed long ago: nothing in the log may be later than now, and a hold lives equally long for all. */
const ageMs = 600_000;
/** Holds of orders that are being paid do not run out meanwhile: they would call off what waits. */
const holdExtensionMs = 100 * ageMs;
const userCount = 100;
const itemCount = 10;

/** Fills a data directory with orders and payments that wait for their time, as a server would have left it, and answers their timers. */
export async function setTimers(directory: string, plan: TimerPlan): Promise<Timers> {
  const { firstDueMs, spreadMs } = plan;
  const placedMs = firstDueMs - spreadMs - ageMs;
  const clock = { nowMs: placedMs };
  const storage = openBenchStorage(directory, {
    makeClock: () => () => clock.nowMs,
    holdMs: firstDueMs - placedMs,
    payments: { ...testPaymentLimits, holdExtensionMs, resolveMs: ageMs },
  });
  const userIds = await fillShop(storage, { userCount, itemCount });
  const timers = new Map<string, Timer>();
  const setting: Setting = { storage, userIds, plan, timers };
  await setHolds(setting, (afterMs) => (clock.nowMs = placedMs + afterMs));
  clock.nowMs = placedMs + spreadMs;
  await setRetries(setting);
  const unsent = await pay(setting, plan.counts.resolution);
  await setResolutions(setting, unsent, (afterMs) => (clock.nowMs = firstDueMs - ageMs + afterMs));
  await storage.close();
  return timers;
}

interface Setting {
  readonly storage: SqliteStorage;
  readonly userIds: readonly string[];
  readonly plan: TimerPlan;
  readonly timers: Map<string, Timer>;
}

/** All holds are equally long, so each is placed so long before the last as it is due before it. */
async function setHolds(setting: Setting, at: (afterMs: number) => void): Promise<void> {
  const { plan, timers } = setting;
  for (const { afterMs, count } of inGroups(dueAfterMs(plan, plan.counts.hold))) {
    at(afterMs);
    const dueMs = plan.firstDueMs + afterMs;
    for (const orderId of await place(setting, count)) timers.set(orderId, { kind: "hold", dueMs });
  }
}

async function setRetries(setting: Setting): Promise<void> {
  const { storage, plan, timers } = setting;
  const payments = await pay(setting, plan.counts.retry);
  const dueAfter = dueAfterMs(plan, payments.length);
  const waits = payments.map((payment, index): RecordAttempt => {
    const dueMs = plan.firstDueMs + present(dueAfter[index], "a time");
    timers.set(payment.paymentId, { kind: "retry", dueMs });
    const result = { kind: "not_sent", why: "no_channel" } as const;
    const about = { ...attemptOf(payment), nextStepAtMs: dueMs };
    return { type: "record_attempt", ...about, result, source: "answer" };
  });
  (await applyAll(storage, waits)).forEach(subjectOf);
}

/** A charge that was sent goes to review a fixed time later, so it is sent so long before. Nobody asks about it before that. */
async function setResolutions(
  { storage, plan, timers }: Setting,
  payments: readonly Payment[],
  at: (afterMs: number) => void,
): Promise<void> {
  let sent = 0;
  for (const { afterMs, count } of inGroups(dueAfterMs(plan, payments.length))) {
    at(afterMs);
    const dueMs = plan.firstDueMs + afterMs;
    const sends = payments.slice(sent, (sent += count)).map((payment): SendAttempt => {
      timers.set(payment.paymentId, { kind: "resolution", dueMs });
      return { type: "send_attempt", ...attemptOf(payment), channel: "gone", askAtMs: dueMs };
    });
    (await applyAll(storage, sends)).forEach(subjectOf);
  }
}

async function pay(setting: Setting, count: number): Promise<readonly Payment[]> {
  const orderIds = await place(setting, count);
  const pays = orderIds.map((orderId): PayOrder => {
    return { type: "pay_order", orderId, cardToken: "card", expectedVersion: 0 };
  });
  return (await applyAll(setting.storage, pays)).map(subjectOf);
}

async function place({ storage, userIds }: Setting, count: number): Promise<readonly string[]> {
  const orders = Array.from({ length: count }, (_, number) => ({
    type: "place_order" as const,
    userId: present(userIds[number % userCount], "a user"),
    lines: [{ sku: skuOf(number % itemCount), quantity: 1 }],
  }));
  const outcomes: readonly OutcomeOf<(typeof orders)[number]>[] = await applyAll(storage, orders);
  return outcomes.map((outcome) => subjectOf(outcome).orderId);
}

function attemptOf({ paymentId, attempts }: Payment) {
  return { paymentId, attemptId: present(openAttempt({ attempts }), "an attempt").attemptId };
}

function subjectOf<S>(outcome: { readonly kind: string; readonly subject?: S }): S {
  if (outcome.subject === undefined) throw new Error(`not set: ${JSON.stringify(outcome)}`);
  return outcome.subject;
}
