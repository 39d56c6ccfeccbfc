import { applyAll, fillShop, openBenchStorage, skuOf } from "../../bench/shop.ts";
import type { PayOrder, RecordAttempt } from "../../commands/payment-command.ts";
import { present } from "../../core/assert.ts";
import { openAttempt } from "../../payments/payment.ts";
import type { SqliteStorage } from "../../storage/sqlite/sqlite-storage.ts";

export interface TimerPlan {
  /** When the first is due, by the wall clock. */
  readonly firstDueMs: number;
  /** The others follow evenly over this time. */
  readonly spreadMs: number;
  /** Holds that run out. */
  readonly holds: number;
  /** So many of them all at one moment, in the middle of the spread. */
  readonly burst: number;
  /** Payments of these orders that have a step to take before that. */
  readonly steps: number;
}

/** The orders were placed long ago: nothing in the log may be later than now, and a hold lives equally long for all. */
const ageMs = 600_000;
/** Orders whose time is up at one moment, of those that are spread. */
const togetherMax = 64;
const userCount = 100;
const itemCount = 10;

/** Fills a data directory with orders and payments that wait for their time, as a server would have left it. */
export async function setTimers(directory: string, plan: TimerPlan): Promise<void> {
  const placedMs = plan.firstDueMs - plan.spreadMs - ageMs;
  let nowMs = placedMs;
  const holdMs = plan.firstDueMs - placedMs;
  const storage = openBenchStorage(directory, { makeClock: () => () => nowMs, holdMs });
  const userIds = await fillShop(storage, { userCount, itemCount });
  const orderIds: string[] = [];
  const place = async (dueAfterMs: number, count: number): Promise<void> => {
    nowMs = placedMs + dueAfterMs;
    orderIds.push(...(await placeOrders(storage, userIds, count)));
  };
  const spread = plan.holds - plan.burst;
  let isBurstDue = plan.burst > 0;
  for (let count = 0; count < spread; count += togetherMax) {
    const dueAfterMs = Math.floor((count / spread) * plan.spreadMs);
    if (isBurstDue && dueAfterMs >= plan.spreadMs / 2) {
      await place(dueAfterMs, plan.burst);
      isBurstDue = false;
    }
    await place(dueAfterMs, Math.min(togetherMax, spread - count));
  }
  nowMs = placedMs + plan.spreadMs;
  await setSteps(storage, orderIds, plan);
  await storage.close();
}

async function placeOrders(
  storage: SqliteStorage,
  userIds: readonly string[],
  count: number,
): Promise<readonly string[]> {
  const orders = Array.from({ length: count }, (_, number) => ({
    type: "place_order" as const,
    userId: present(userIds[number % userCount], "a user"),
    lines: [{ sku: skuOf(number % itemCount), quantity: 1 }],
  }));
  const outcomes = await applyAll(storage, orders);
  return outcomes.map((outcome) => {
    if (outcome.kind !== "done") throw new Error("an order was not placed");
    return outcome.subject.orderId;
  });
}

/** Orders are in the order of their ends: the n-th of all may be asked to take its step at the n-th part of the spread or before. */
async function setSteps(
  storage: SqliteStorage,
  orderIds: readonly string[],
  { firstDueMs, spreadMs, steps }: TimerPlan,
): Promise<void> {
  const every = Math.max(1, Math.floor(orderIds.length / Math.max(1, steps)));
  const paying = orderIds.filter((_, index) => index % every === every - 1).slice(0, steps);
  const pays = paying.map((orderId): PayOrder => {
    return { type: "pay_order", orderId, cardToken: "card", expectedVersion: 0 };
  });
  const paid = await applyAll(storage, pays);
  const waits = paid.map((outcome, index): RecordAttempt => {
    if (outcome.kind !== "done") throw new Error("an order was not paid");
    const payment = outcome.subject;
    const { attemptId } = present(openAttempt(payment), "an attempt");
    const nextStepAtMs = firstDueMs + Math.floor((index / paid.length) * spreadMs * 0.9);
    const result = { kind: "not_sent", why: "no_channel" } as const;
    const about = { paymentId: payment.paymentId, attemptId, nextStepAtMs };
    return { type: "record_attempt", ...about, result, source: "answer" };
  });
  await applyAll(storage, waits);
}
