import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Command } from "../commands/command.ts";
import { decide } from "../commands/decide.ts";
import { BatchState } from "../commands/state.ts";
import { present, unreachable } from "../core/assert.ts";
import type { Order } from "../orders/order.ts";
import { canBeStuckIn, safeAction } from "../orders/stuck-order.ts";
import type { StuckOrder } from "../orders/stuck-order.ts";
import { owedSinceMs } from "../payments/owed-since.ts";
import { openAttempt } from "../payments/payment.ts";
import type { Payment } from "../payments/payment.ts";
import type { MemoryStore } from "./memory-store.ts";
import { testPaymentLimits } from "./payment-limits.ts";
import { Play } from "./payments/model/play.ts";
import { sequences } from "./payments/model/steps.ts";

/** After everything that a sequence may have set a time for. */
const laterMs = 2_000_000_000;

test("whatever an order is stuck in, what is safe to do about it is taken; and what moves no more by itself is shown", () => {
  const met = new Set<string>();
  const property = fc.property(sequences, ({ onHand, steps }) => {
    const play = new Play(onHand);
    for (const { step } of steps) {
      play.step(step);
      play.commit();
      for (const stuck of stuckIn(play)) met.add(`${stuck.reason} ${actOn(play.store, stuck)}`);
      for (const payment of play.store.payments.values()) assertShown(payment);
    }
  });
  fc.assert(property, { numRuns: 3_000, seed: 20_261 });
  assert.deepEqual([...met].toSorted(), [
    "on_hold release_order",
    "paid cancel_order",
    "paid fulfil_order",
    "paying resolve_payment",
    "payment_review resolve_payment",
    "refund_due resolve_payment",
  ]);
});

/** All that ListStuckOrders would show once the times are over. */
function stuckIn({ store, orderId }: Play): readonly StuckOrder[] {
  const order = present(store.orders.get(orderId), "the order");
  const ofOrder = { order, sinceMs: 0, payment: store.payments.get(order.paymentId ?? "") };
  const { status } = order;
  const stuck: StuckOrder[] = [];
  if (isFulfilment(order) ? order.onHold === undefined : canBeStuckIn(status))
    stuck.push({ ...ofOrder, reason: status as StuckOrder["reason"] });
  if (order.onHold !== undefined) stuck.push({ ...ofOrder, reason: "on_hold" });
  for (const payment of store.payments.values())
    if (owedSinceMs(payment) !== undefined)
      stuck.push({ order, sinceMs: 0, payment, reason: "refund_due" });
  return stuck;
}

function isFulfilment({ status }: Order): boolean {
  return status === "paid" || status === "fulfilling";
}

/** Does what is safe, in a batch that is thrown away, and answers what that was. */
function actOn(store: MemoryStore, stuck: StuckOrder): string {
  const command = commandFor(stuck);
  const request = { command, actor: "ops", traceId: "", idempotencyKey: undefined };
  let idCount = 0;
  const newId = (): string =>
    `00000000-0000-7000-9000-${(idCount += 1).toString(16).padStart(12, "0")}`;
  const stamp = { nowMs: laterMs, newId, holdMs: 60_000, payments: testPaymentLimits };
  const outcome = decide<Command>(store.load([request], BatchState), request, "", stamp);
  const refused = outcome.kind === "rejected" ? JSON.stringify(outcome.problems) : "";
  assert.equal(outcome.kind, "done", `${stuck.reason}: ${refused}`);
  return command.type;
}

function commandFor(stuck: StuckOrder): Command {
  const { order, payment } = stuck;
  const about = { orderId: order.orderId, reason: "stuck", expectedVersion: 0 };
  const action = safeAction(stuck);
  switch (action) {
    case "ask_again": {
      const { paymentId } = present(payment, "the payment that it is about");
      const asked = { paymentId, reason: "stuck", expectedVersion: 0 };
      return { type: "resolve_payment", action: "ask_again", ...asked };
    }
    case "fulfil":
      return { type: "fulfil_order", ...about, lines: [], tracking: "" };
    case "cancel":
      return { type: "cancel_order", ...about };
    case "release":
      return { type: "release_order", ...about };
    default:
      return unreachable(action);
  }
}

/** What is open has a time at which it goes on; what is owed and has none is listed. */
function assertShown(payment: Payment): void {
  const { status, nextStepAtMs } = payment;
  const isOpen = openAttempt(payment) !== undefined || status === "pending";
  if (isOpen) assert(nextStepAtMs !== undefined, `${status}, and nothing is to be done`);
  if (status === "refund_due") assert(owedSinceMs(payment) !== undefined, "owed, and not listed");
}
