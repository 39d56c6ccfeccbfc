import type { AttemptResult, RecordAttempt, ResultSource } from "../commands/payment-command.ts";
import { present } from "../core/assert.ts";
import type { LineRequest, Order } from "../orders/order.ts";
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

type Quantities = Readonly<Record<string, number>>;

function linesOf(quantities: Quantities): readonly LineRequest[] {
  return Object.entries(quantities).map(([sku, quantity]) => ({ sku, quantity }));
}

/** A shop with one order that is to be paid: by default two A for 20.00 EUR, of ten in stock. */
export class PayingShop {
  readonly shop = new Shop();
  readonly orderId: string;
  readonly userId: string;

  constructor(quantities: Quantities = { A: 2 }) {
    for (const sku of Object.keys(quantities)) this.shop.item(sku);
    this.userId = this.shop.user("ann@x.test");
    this.orderId = this.shop.placed(this.userId, quantities).orderId;
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

  /** The same with a channel that has a place for the charge. */
  payAtOnce(channel: string) {
    const { orderId } = this;
    const sendTo = { channel, askAtMs: this.shop.nowMs + 3_000 };
    const command = { type: "pay_order", orderId, cardToken: "tok", expectedVersion: 0 } as const;
    return this.shop.send({ ...command, sendTo });
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

  /** Calls off the order, or with SKUs and quantities some of its units. */
  cancel(reason = "changed their mind", quantities?: Quantities) {
    const { orderId } = this;
    const lines = quantities && linesOf(quantities);
    return this.shop.send({ type: "cancel_order", orderId, reason, lines, expectedVersion: 0 });
  }

  /** Sends units, all that are left when none are named. */
  fulfil(quantities: Quantities = {}, tracking = "") {
    const { orderId } = this;
    const lines = linesOf(quantities);
    return this.shop.send({ type: "fulfil_order", orderId, lines, tracking, expectedVersion: 0 });
  }

  deliver() {
    const { orderId } = this;
    return this.shop.send({ type: "record_delivery", orderId, expectedVersion: 0 });
  }

  /** Takes units back, all that have left when none are named. */
  return(quantities: Quantities = {}, reason = "does not fit") {
    const { orderId } = this;
    const lines = linesOf(quantities);
    return this.shop.send({ type: "return_order", orderId, lines, reason, expectedVersion: 0 });
  }

  close() {
    const { orderId } = this;
    return this.shop.send({ type: "close_order", orderId, expectedVersion: 0 });
  }

  setOnHold(on: boolean) {
    const type = on ? "hold_order" : "release_order";
    const { orderId } = this;
    return this.shop.send({ type, orderId, reason: "address unclear", expectedVersion: 0 });
  }

  /** Gives the refund that is open back, as its channel would. */
  refunded(): this {
    this.sendTo("a");
    this.hear(approved(this.attempt.amountMinor));
    return this;
  }

  /** Fulfilled, cancelled and returned units of a line. */
  moved(sku = "A"): readonly [fulfilled: number, cancelled: number, returned: number] {
    const line = present(
      this.order.lines.find((each) => each.sku === sku),
      `line ${sku}`,
    );
    return [line.fulfilledQuantity, line.cancelledQuantity, line.returnedQuantity];
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

  /** Has what a charge took beyond what is known of it given back. */
  refundCaptured(
    attemptId: string,
    minorUnits: bigint,
    currencyCode = "EUR",
    { paymentId } = this.payment,
  ) {
    const captured = { attemptId, amount: { currencyCode, minorUnits } };
    const about = { paymentId, reason: "their books say so" };
    const command = { type: "resolve_payment", action: "refund_captured", ...about } as const;
    return this.shop.send({ ...command, captured, expectedVersion: 0 });
  }

  /** Pays by way of channel "a". */
  paid(): this {
    this.pay();
    this.sendTo("a");
    this.hear(approved(this.payment.amount.minorUnits));
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
