import assert from "node:assert/strict";
import type { Event } from "../../../commands/event.ts";
import type { Writes } from "../../../commands/state.ts";
import { holdMoves, mayMove, orderMoves } from "../../../orders/moves.ts";
import type { Order } from "../../../orders/order.ts";
import { attemptMoves, paymentMoves } from "../../../payments/moves.ts";
import { openAttempt } from "../../../payments/payment.ts";
import type { Payment } from "../../../payments/payment.ts";
import type { MemoryStore } from "../../memory-store.ts";
import { checkBooks } from "../../model/check-books.ts";

/** What must hold whatever a model says: the log goes through the tables, and the money adds up. */
export class PaymentAudit {
  readonly #orders = new Map<string, Order>();
  readonly #payments = new Map<string, Payment>();

  /** Takes in what a batch wrote. */
  read(writes: Writes, store: MemoryStore): void {
    for (const event of writes.events) this.#event(event);
    for (const order of store.orders.values()) this.#settled(order, store);
    for (const payment of store.payments.values()) {
      assert.deepEqual(this.#payments.get(payment.paymentId), payment, "P8: log and row");
      checkMoney(payment);
      checkLooks(payment, store);
    }
    checkBooks(store);
  }

  #event({ kind, subject }: Event): void {
    if (subject.kind === "order") {
      const before = this.#orders.get(subject.order.orderId);
      if (before !== undefined) checkOrder(kind, before, subject.order);
      this.#orders.set(subject.order.orderId, subject.order);
    } else if (subject.kind === "payment") {
      const before = this.#payments.get(subject.payment.paymentId);
      if (before !== undefined) checkPayment(before, subject.payment);
      this.#payments.set(subject.payment.paymentId, subject.payment);
    }
  }

  /** After a commit: P7, P5 and what an order shows of its payment. */
  #settled(order: Order, store: MemoryStore): void {
    assert.deepEqual(this.#orders.get(order.orderId), order, "P8: log and row");
    const payments = [...store.payments.values()].filter((p) => p.orderId === order.orderId);
    const standing = payments.filter(({ status }) => stands.has(status));
    assert(standing.length <= 1, "P5: two captures stand");
    assert(order.status !== "paid" || order.hold === "committed", "P7: paid without its stock");
    if (!servedBy.has(order.status)) assert.equal(standing.length, 0, "P7: charged for nothing");
    const open = payments.filter(({ status }) => status === "pending" || status === "authorized");
    assert(open.length <= 1, "P6: two payments are open");
    const named = payments.find(({ paymentId }) => paymentId === order.paymentId);
    assert.equal(order.paymentStatus, named?.status ?? "none", "what is shown");
  }
}

const stands: ReadonlySet<Payment["status"]> = new Set(["captured", "partially_refunded"]);
const servedBy: ReadonlySet<Order["status"]> = new Set(["paid"]);

function checkOrder(kind: string, before: Order, after: Order): void {
  assert.equal(after.version, before.version + 1, "P8: a version gap");
  if (before.status !== after.status) {
    assert(
      mayMove(orderMoves, before.status, after.status),
      `P8: ${before.status} -> ${after.status}`,
    );
  }
  if (before.hold === after.hold) return;
  const isTakenAnew = kind === "order.hold_taken" && after.hold === "held";
  assert(isTakenAnew || mayMove(holdMoves, before.hold, after.hold), "P4: a hold ends once");
}

function checkPayment(before: Payment, after: Payment): void {
  assert.equal(after.version, before.version + 1, "P8: a version gap");
  if (before.status !== after.status) {
    assert(
      mayMove(paymentMoves, before.status, after.status),
      `P8: ${before.status} -> ${after.status}`,
    );
  }
  for (const attempt of after.attempts) {
    const old = before.attempts.find(({ attemptId }) => attemptId === attempt.attemptId);
    const from = old?.status ?? "created";
    const isLegal = from === attempt.status || mayMove(attemptMoves, from, attempt.status);
    assert(isLegal, `P8: attempt ${from} -> ${attempt.status}`);
  }
}

/** Nobody plays the reconciler here: every look that was ever begun is there still. */
function checkLooks({ attempts }: Payment, { looks }: MemoryStore): void {
  for (const { attemptId, channel, status, sentAtMs, endedAtMs } of attempts) {
    if (sentAtMs === undefined || endedAtMs === undefined || status === "succeeded") continue;
    assert.equal(looks.get(attemptId)?.channel, channel, `nobody asks about ${status} again`);
  }
}

function checkMoney(payment: Payment): void {
  const { capturedMinor, refundedMinor, attempts, status } = payment;
  assert(0n <= refundedMinor && refundedMinor <= capturedMinor, "P5: more back than was taken");
  const charges = attempts.filter(
    ({ kind, ...one }) => kind === "charge" && one.status === "succeeded",
  );
  assert(charges.length <= 1, "P5: charged twice");
  const out = attempts.filter(({ status: at }) => at === "sent" || at === "unknown");
  assert(out.length <= 1, "P6: two attempts are out");
  const open = openAttempt(payment);
  const isDue = payment.nextStepAtMs !== undefined;
  assert.equal(isDue, open !== undefined, `${status}: something to do, and a time for it`);
  assert(status !== "pending" || open !== undefined, "a pending payment has something to do");
}
