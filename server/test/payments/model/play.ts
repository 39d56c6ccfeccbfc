import assert from "node:assert/strict";
import type { Command, Outcome, Request } from "../../../commands/command.ts";
import type { AttemptResult } from "../../../commands/payment-command.ts";
import { present } from "../../../core/assert.ts";
import type { Attempt, Payment } from "../../../payments/payment.ts";
import { openAttempt } from "../../../payments/payment.ts";
import { MemoryStore } from "../../memory-store.ts";
import { nthId } from "../../model/naive-model.ts";
import { realCore } from "../../model/run-sequence.ts";
import type { Core } from "../../model/run-sequence.ts";
import { approved, declined, neverSeen, notSent, unknown } from "../../paying-shop.ts";
import { testPaymentLimits } from "../../payment-limits.ts";
import { PaymentAudit } from "./audit.ts";
import { moved, standing, statusOf } from "./facts.ts";
import type { Told } from "./facts.ts";
import { holdMs, NaivePayments, sums, units } from "./naive-payments.ts";
import type { RivalStep, Step, WaitStep } from "./steps.ts";

const startMs = 1_000_000;

type CommandStep = Exclude<Step, WaitStep | RivalStep>;

/** What somebody asked for under a key, and what it came to once that is known. */
interface Kept {
  readonly request: Request;
  outcome?: Outcome;
}

/** A request of the batch, with the kind of outcome or the reason that the model expects, or with what it repeats. */
interface Sent {
  readonly request: Request;
  readonly what: string;
  readonly expected: string | Kept;
  readonly kept?: Kept;
}

/** One order with its payments, in the code under test and in the naive model, step by step. Throws at the first difference. */
export class Play {
  readonly store = new MemoryStore();
  readonly naive: NaivePayments;
  readonly orderId: string;
  readonly #audit = new PaymentAudit();
  readonly #core: Core;
  readonly #userId: string;
  /** Orders of others, newest last. */
  readonly #others: { readonly orderId: string; readonly quantity: number }[] = [];
  #batch: Sent[] = [];
  #kept: Kept | undefined;
  #keyCount = 0;
  #nowMs = startMs;
  #idCount = 0;

  constructor(onHand: number, core: Core = realCore) {
    this.#core = core;
    const price = { currencyCode: "EUR", minorUnits: 1_000n };
    const window = { saleStartsAtMs: undefined, saleEndsAtMs: undefined, paused: false };
    const item = { sku: "A", name: "Shirt", price, onHand, perUserLimit: 0, ...window };
    this.#apply({ type: "create_item", ...item });
    const user = this.#apply({ type: "create_user", email: "ann@x.test", name: "Ann" });
    assert(user.kind === "done" && "email" in user.subject);
    this.#userId = user.subject.userId;
    this.orderId = this.#place(units);
    this.naive = new NaivePayments(startMs, onHand);
  }

  /** Does a step on both sides; the batch is decided when the next one does not join it. */
  step(step: Step, joins = false): void {
    if (!joins) this.commit();
    if (step.do === "wait") {
      this.commit();
      this.#nowMs += step.ms;
    } else if (isRival(step)) this.#rivals(step.do);
    else this.#send(step);
  }

  /** Decides what waits, and compares. */
  commit(): void {
    const batch = this.#batch;
    if (batch.length === 0) return;
    this.#batch = [];
    const outcomes = this.#decide(batch.map(({ request }) => request));
    for (const [index, { expected, what, kept }] of batch.entries()) {
      const outcome = present(outcomes[index], "an outcome");
      if (kept !== undefined) kept.outcome = outcome;
      if (typeof expected === "string") assert.equal(nameOf(outcome, expected), expected, what);
      else assert.deepEqual(outcome, { ...expected.outcome, replayed: true }, what);
    }
    this.#compare();
  }

  /** Where things stand, in one line: order, payment, and what is open of it. */
  get situation(): string {
    const payment = this.#payments.at(-1);
    const order = present(this.store.orders.get(this.orderId), "the order");
    const open = payment && openAttempt(payment);
    const flags = `${order.onHold ? " on hold" : ""}${payment?.review ? " review" : ""}`;
    const hold = order.status === "payment_review" ? ` ${order.hold}` : "";
    const last = payment?.attempts.at(-1);
    const call = open ?? last;
    const stock = this.naive.available < units ? " sold out" : "";
    return `${order.status}${hold}${flags}${stock}/${payment?.status}/${call?.kind} ${call?.status}`;
  }

  get #payments(): readonly Payment[] {
    return [...this.store.payments.values()];
  }

  #rivals(what: RivalStep["do"]): void {
    this.commit();
    const quantity = this.naive.available;
    if (what === "others take" && quantity > 0) {
      this.#others.push({ orderId: this.#place(quantity), quantity });
      this.naive.taken += quantity;
    }
    const left = what === "others leave" ? this.#others.pop() : undefined;
    if (left === undefined) return;
    const { orderId } = left;
    this.#apply({ type: "cancel_order", orderId, reason: "left", expectedVersion: 0 });
    this.naive.taken -= left.quantity;
  }

  #send(step: CommandStep): void {
    const asked = this.#asked(step);
    if (asked === undefined) return;
    const { command, expected } = asked;
    const what = JSON.stringify(step);
    if (!isKeyed(command)) {
      this.#batch.push({ request: requestOf(command), expected, what });
      return;
    }
    this.#keyCount += 1;
    const kept = { request: requestOf(command, `key ${this.#keyCount}`) };
    this.#batch.push({ request: kept.request, expected, what, kept });
    if (this.#kept !== undefined) this.#again(this.#kept, this.#keyCount % 2 === 0);
    if (this.#keyCount % 3 === 0) this.#again(kept, false);
    this.#kept = kept;
  }

  /**
   * P2: what was asked for before comes once more under its key, in the batch of the first or a later one. As it was it is answered as the first
   * time and does nothing, though another channel has a place for it now; with another payload it is refused.
   */
  #again(kept: Kept, changed: boolean): void {
    const { command } = kept.request;
    const request = {
      ...kept.request,
      command: changed ? otherwise(command) : placedElse(command),
    };
    const expected = changed ? "IDEMPOTENCY_KEY_REUSED" : kept;
    this.#batch.push({ request, expected, what: `again, ${changed ? "changed" : "as it was"}` });
  }

  /** The command of a step, and what the model says it comes to; undefined when there is nothing it could be about. */
  #asked(step: CommandStep): { readonly command: Command; readonly expected: string } | undefined {
    if ("payment" in step) return this.#askedOfPayment(step);
    const { orderId, naive } = this;
    const nowMs = this.#nowMs;
    const flag = { orderId, reason: "odd", expectedVersion: 0 };
    switch (step.do) {
      case "pay":
      case "pay at once": {
        const sendTo = step.do === "pay" ? undefined : { channel: "a", askAtMs: nowMs + 3_000 };
        const pay = { type: "pay_order", orderId, cardToken: "tok", expectedVersion: 0 } as const;
        const expected = naive.pay(nowMs);
        const paying = naive.payings.at(-1);
        const [call] = paying?.calls ?? [];
        if (sendTo && expected === "done" && paying && call) naive.send(paying, call, nowMs);
        return { command: { ...pay, sendTo }, expected };
      }
      case "cancel":
        return { command: { type: "cancel_order", ...flag }, expected: naive.cancel() };
      case "expire":
        return { command: { type: "expire_hold", orderId }, expected: naive.expire(nowMs) };
      case "put on hold": {
        const isRefused = naive.onHold || naive.calledOff;
        naive.onHold ||= !naive.calledOff;
        const expected = isRefused ? "rejected" : "done";
        return { command: { type: "hold_order", ...flag }, expected };
      }
      case "take off hold": {
        const expected = naive.onHold ? "done" : "rejected";
        naive.onHold = false;
        return { command: { type: "release_order", ...flag }, expected };
      }
      default:
        return step satisfies never;
    }
  }

  #askedOfPayment(
    step: Extract<Step, { readonly payment: number }>,
  ): { readonly command: Command; readonly expected: string } | undefined {
    const payments = this.#payments;
    const index = payments.length - 1 - step.payment;
    const payment = payments[index];
    const paying = this.naive.payings[index];
    if (payment === undefined || paying === undefined) return undefined;
    const { paymentId } = payment;
    const nowMs = this.#nowMs;
    const by = { paymentId, reason: "their books say so", expectedVersion: 0 };
    switch (step.do) {
      case "send":
      case "hear":
      case "refund captured":
        return this.#askedOfCall(step, payment, index);
      case "review": {
        const expected = this.naive.review(paying, nowMs);
        return { command: { type: "review_payment", paymentId }, expected };
      }
      case "refund": {
        const expected = this.naive.refund(paying, step.amount);
        const amountMinor = BigInt(step.amount);
        const command = { type: "refund_payment", paymentId, amountMinor, reason: "torn" } as const;
        return { command, expected };
      }
      case "ask again":
        return {
          command: { type: "resolve_payment", action: "ask_again", ...by },
          expected: this.naive.askAgain(paying, nowMs),
        };
      case "dismiss":
        return {
          command: { type: "resolve_payment", action: "dismiss", ...by },
          expected: this.naive.dismiss(paying, nowMs),
        };
      case "mark charged":
      case "mark not charged": {
        const charged = step.do === "mark charged";
        const action = charged ? "mark_charged" : "mark_not_charged";
        const expected = this.naive.verdict(paying, charged, nowMs);
        return { command: { type: "resolve_payment", action, ...by }, expected };
      }
      default:
        return step satisfies never;
    }
  }

  #askedOfCall(
    step: Extract<Step, { readonly call: number }>,
    payment: Payment,
    index: number,
  ): { readonly command: Command; readonly expected: string } | undefined {
    const paying = present(this.naive.payings[index], "the payment of the model");
    const at = payment.attempts.length - 1 - step.call;
    const attempt = payment.attempts[at];
    const call = paying.calls[at];
    if (attempt === undefined || call === undefined) return undefined;
    const { paymentId } = payment;
    const { attemptId } = attempt;
    const about = { paymentId, attemptId };
    const nowMs = this.#nowMs;
    if (step.do === "send") {
      const channel = attempt.channel === "" ? "a" : attempt.channel;
      const expected = this.naive.send(paying, call, nowMs);
      const command = { type: "send_attempt", ...about, channel, askAtMs: nowMs + 3_000 } as const;
      return { command, expected };
    }
    if (step.do === "refund captured") {
      const amount = call.amount + step.extra;
      const expected = this.naive.refundCaptured(paying, call, amount, nowMs);
      const captured = {
        attemptId,
        amount: { currencyCode: "EUR", minorUnits: BigInt(amount) },
      };
      const by = { paymentId, captured, reason: "their books say so", expectedVersion: 0 };
      return { command: { type: "resolve_payment", action: "refund_captured", ...by }, expected };
    }
    const { told, source } = step;
    // What a call of this batch has made of the amount is not in the row yet.
    const result = resultOf(told, { ...attempt, amountMinor: BigInt(call.amount) });
    const expected = this.naive.hear(paying, call, told, source, nowMs);
    const heard = { result, source, nextStepAtMs: nowMs + 500 };
    return { command: { type: "record_attempt", ...about, ...heard }, expected };
  }

  #compare(): void {
    const { naive, store } = this;
    const order = present(store.orders.get(this.orderId), "the order");
    const newest = naive.newest;
    const item = present(store.items.get("A"), "the item");
    assert.deepEqual(
      {
        order: order.status,
        payment: order.paymentStatus,
        onHold: order.onHold !== undefined,
        holdEndMs: order.holdExpiresAtMs,
        stock: [item.onHand, item.held, item.sold],
        payments: this.#payments.map((payment) => shownPayment(payment, store)),
      },
      {
        order: naive.orderStatus,
        payment: newest === undefined ? "none" : statusOf(newest),
        onHold: naive.onHold,
        holdEndMs: naive.holdEndMs,
        stock: [naive.onHand, naive.taken + (naive.holding ? units : 0), naive.sold ? units : 0],
        payments: naive.payings.map((paying) => ({
          status: statusOf(paying),
          sums: sums(paying),
          inChannel: moved(paying, false) - moved(paying, true),
          calls: paying.calls.map(
            (call) => `${standing(call)} ${call.amount} ${call.due} ${call.late}`,
          ),
          review: paying.review !== "",
          resolveBy: paying.resolveBy,
        })),
      },
    );
  }

  #place(quantity: number): string {
    const lines = [{ sku: "A", quantity }];
    const placed = this.#apply({ type: "place_order", userId: this.#userId, lines });
    assert(placed.kind === "done" && "lines" in placed.subject);
    return placed.subject.orderId;
  }

  #apply(command: Command): Outcome {
    return present(this.#decide([requestOf(command)])[0], "an outcome");
  }

  #decide(requests: readonly Request[]): readonly Outcome[] {
    const state = this.store.load(requests, this.#core.BatchState);
    const newId = (): string => nthId(this.#idCount++);
    const stamp = { nowMs: this.#nowMs, newId, holdMs, payments: testPaymentLimits };
    const outcomes = requests.map((request) => {
      const fingerprint = request.idempotencyKey && this.#core.fingerprintText(request.command);
      return this.#core.decide<Command>(state, request, fingerprint ?? "", stamp);
    });
    const writes = state.writes();
    this.store.fold(writes);
    this.#audit.read(writes, this.store);
    return outcomes;
  }
}

function isRival(step: Step): step is RivalStep {
  return step.do === "others take" || step.do === "others leave";
}

function requestOf(command: Command, idempotencyKey?: string): Request {
  return { command, actor: "desk", traceId: "", idempotencyKey };
}

/** The kind of an outcome; where a reason is expected, the reasons it was refused for. */
function nameOf(outcome: Outcome, expected: string): string {
  const wantsReason = expected === expected.toUpperCase();
  if (!wantsReason || outcome.kind !== "rejected") return outcome.kind;
  return outcome.problems.map(({ reason }) => reason).join();
}

/** True for what somebody asks for: the server's own commands have no keys. */
function isKeyed({ type }: Command): boolean {
  return [
    "pay_order",
    "cancel_order",
    "hold_order",
    "release_order",
    "refund_payment",
    "resolve_payment",
  ].includes(type);
}

/** Another payload. */
function otherwise(command: Command): Command {
  if (command.type === "pay_order") return { ...command, cardToken: "another" };
  return "reason" in command ? { ...command, reason: "another" } : command;
}

function placedElse(command: Command): Command {
  if (command.type !== "pay_order") return command;
  const sendTo = command.sendTo ? undefined : { channel: "b", askAtMs: startMs };
  return { ...command, sendTo };
}

function shownPayment(payment: Payment, { moneyEntries }: MemoryStore) {
  const own = moneyEntries.filter(({ createdSeq }) => createdSeq === payment.createdSeq);
  const inChannel = own.filter(({ account }) => account.startsWith("channel:"));
  return {
    status: payment.status,
    sums: [Number(payment.capturedMinor), Number(payment.refundedMinor)],
    inChannel: inChannel.reduce((sum, { amountMinor }) => sum + Number(amountMinor), 0),
    calls: payment.attempts.map(
      ({ status, amountMinor, due, late }) =>
        `${status} ${amountMinor} ${due} ${late?.amountMinor ?? 0}`,
    ),
    review: payment.review !== undefined,
    resolveBy: payment.resolveByMs,
  };
}

function resultOf(told: Told, { amountMinor }: Attempt): AttemptResult {
  switch (told) {
    case "right":
      return approved(amountMinor);
    case "wrong":
      return approved(amountMinor - 1n);
    case "other currency":
      return approved(amountMinor, "USD");
    case "soft decline":
    case "hard decline":
      return declined(told === "soft decline");
    case "not sent":
      return notSent;
    case "never seen":
      return neverSeen;
    case "unknown":
      return unknown;
    case "pending":
      return { kind: "pending" };
    default:
      return told satisfies never;
  }
}
