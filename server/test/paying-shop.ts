import type { AttemptResult, RecordAttempt, ResultSource } from "../commands/payment-command.ts";
import { present } from "../core/assert.ts";
import type { Order } from "../orders/order.ts";
import { openAttempt } from "../payments/payment.ts";
import type { Attempt, Payment } from "../payments/payment.ts";
import { Shop } from "./shop.ts";

export const approved = (minorUnits: bigint, currencyCode = "EUR"): AttemptResult => ({
  kind: "approved",
  providerReference: "ref-1",
  amount: { currencyCode, minorUnits },
});
export const declined = (soft: boolean): AttemptResult => ({
  kind: "declined",
  soft,
  reason: "no funds",
});
export const notSent: AttemptResult = { kind: "not_sent", why: "no_connection" };
export const unknown: AttemptResult = { kind: "unknown", why: "deadline", detail: "3,000 ms" };
export const neverSeen: AttemptResult = { kind: "never_seen" };

/** A shop with one order that is to be paid: two A for 20.00 EUR, of ten in stock. */
export class PayingShop {
  readonly shop = new Shop();
  readonly orderId: string;
  readonly userId: string;

  constructor() {
    this.shop.item("A");
    this.userId = this.shop.user("ann@x.test");
    this.orderId = this.shop.placed(this.userId, { A: 2 }).orderId;
  }

  get order(): Order {
    return present(this.shop.store.orders.get(this.orderId), "the order");
  }

  /** The newest of the order. */
  get payment(): Payment {
    const paymentId = present(this.order.paymentId, "a payment");
    return present(this.shop.store.payments.get(paymentId), "the payment");
  }

  /** The attempt to see to; throws when none is open. */
  get attempt(): Attempt {
    return present(openAttempt(this.payment), "an open attempt");
  }

  pay(cardToken = "tok_of_ann_4242") {
    const { orderId } = this;
    return this.shop.send({ type: "pay_order", orderId, cardToken, expectedVersion: 0 });
  }

  /** Sends the attempt that is open; a refund goes to the channel that has the money. */
  sendTo(channel: string) {
    const { attemptId } = this.attempt;
    const { paymentId } = this.payment;
    const askAtMs = this.shop.nowMs + 3_000;
    return this.shop.send({ type: "send_attempt", paymentId, attemptId, channel, askAtMs });
  }

  /** Tells a result of an attempt; of the open one when none is named. */
  hear(
    result: AttemptResult,
    about: { readonly attemptId?: string; readonly source?: ResultSource } = {},
  ) {
    const attemptId = about.attemptId ?? this.attempt.attemptId;
    const command: RecordAttempt = {
      type: "record_attempt",
      paymentId: this.payment.paymentId,
      attemptId,
      result,
      source: about.source ?? "answer",
      nextStepAtMs: this.shop.nowMs + 500,
    };
    return this.shop.send(command);
  }

  cancel(reason = "changed their mind") {
    const { orderId } = this;
    return this.shop.send({ type: "cancel_order", orderId, reason, expectedVersion: 0 });
  }

  /** Lets the hold run out, and ends it. */
  expire() {
    this.shop.nowMs = Math.max(this.shop.nowMs, this.order.holdExpiresAtMs);
    return this.shop.send({ type: "expire_hold", orderId: this.orderId });
  }

  refund(amountMinor: bigint) {
    const { paymentId } = this.payment;
    return this.shop.send({ type: "refund_payment", paymentId, amountMinor, reason: "torn" });
  }

  review() {
    this.shop.nowMs = Math.max(this.shop.nowMs, this.payment.resolveByMs ?? 0);
    return this.shop.send({ type: "review_payment", paymentId: this.payment.paymentId });
  }

  resolve(action: "ask_again" | "mark_not_charged" | "mark_charged" | "dismiss") {
    const { paymentId } = this.payment;
    const reason = "their books say so";
    const command = { type: "resolve_payment", paymentId, action, reason } as const;
    return this.shop.send({ ...command, expectedVersion: 0 });
  }

  /** Pays by way of channel "a". */
  paid(): this {
    this.pay();
    this.sendTo("a");
    this.hear(approved(2_000n));
    return this;
  }

  /** Kinds of the events from an earlier seq on. */
  kindsSince(seq: number): readonly string[] {
    return this.shop.store.events.slice(seq).map(({ kind }) => kind);
  }

  get headSeq(): number {
    return this.shop.store.events.length;
  }
}
