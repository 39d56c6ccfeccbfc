import assert from "node:assert/strict";
import { test } from "node:test";
import type { Event } from "../commands/event.ts";
import type { Entry } from "../provider/entry.ts";
import type { Witness } from "../provider/read-ledger.ts";
import type { Order } from "../orders/order.ts";
import type { Payment } from "../payments/payment.ts";
import { LogCheck } from "./kill/check-log.ts";
import type { LogFinding } from "./kill/check-log.ts";
import { checkAnswers } from "./pay-drill/check-answers.ts";
import { checkMoney } from "./pay-drill/check-money.ts";
import { checkServed } from "./pay-drill/check-served.ts";
import type { PayFigure, PayFinding } from "./pay-drill/finding.ts";
import type { PayAsked } from "./pay-drill/operation.ts";
import { runPayDrill } from "./pay-drill/run-pay-drill.ts";
import { approved, neverSeen, PayingShop, unknown } from "./paying-shop.ts";

test("a hundred payments in bad weather, over two kills, end as the ledgers of the providers say", async (t) => {
  const seed = Date.now() % 2_147_483_648;
  const log = (line: string): void => t.diagnostic(line);
  const figures = await runPayDrill({ count: 100, kills: 2, seed, log });
  t.diagnostic(JSON.stringify(figures));
  const { doubleCaptures, lost, unresolved, ledgerMismatches } = figures;
  const broken = { doubleCaptures, lost, unresolved, ledgerMismatches };
  assert.deepEqual(broken, { doubleCaptures: 0, lost: 0, unresolved: 0, ledgerMismatches: 0 });
  assert.equal(figures.payments, 100);
  assert.equal(figures.kills["sluice"], 1);
  const { charges, fenced, paid, refundsDue } = figures.mix;
  assert(Object.keys(charges).length > 6, "few outcomes were met");
  assert(fenced > 0 && paid > 0 && refundsDue > 0, JSON.stringify(figures.mix));
});

/** An order that is paid, its payment, and the ledger of the provider that has the money. */
function aSale() {
  const at = new PayingShop().paid();
  const [attempt] = at.payment.attempts;
  assert(attempt);
  const charge: Entry = {
    kind: "charge",
    attemptId: attempt.attemptId,
    chargeAttemptId: "",
    orderId: at.orderId,
    cardToken: "tok_approve",
    asked: at.payment.amount,
    outcome: "approve",
    result: "approved",
    movedMinor: 2_000n,
    providerReference: "ref-1",
    reason: "",
    createdAtMs: 0,
    updatedAtMs: 0,
    decideAtMs: undefined,
  };
  return { at, payment: at.payment, order: at.order, charge };
}

function ledger(charges: readonly Entry[], refunds: readonly Entry[] = []): Witness {
  return { charges, refunds, fences: [], notices: { open: 0, arrived: 0, givenUp: 0 } };
}

function ok(effect: string) {
  return { verdict: "ok", effect, replayed: false } as const;
}

function figuresOf(findings: readonly PayFinding[]): readonly PayFigure[] {
  return [...new Set(findings.map(({ figure }) => figure))];
}

function money(payment: Payment, charges: readonly Entry[], refunds: readonly Entry[] = []) {
  const payments = new Map([[payment.paymentId, payment]]);
  return figuresOf(checkMoney(payments, new Map([["a", ledger(charges, refunds)]])));
}

test("the drill finds money that was taken twice, that nobody knows of, or that is counted wrong", () => {
  const { payment, charge } = aSale();
  assert.deepEqual(money(payment, [charge]), []);
  const second = { ...charge, attemptId: "another" };
  assert.deepEqual(money(payment, [charge, second]), ["doubleCaptures", "lost"]);
  const back = { ...second, kind: "refund", chargeAttemptId: "another" } as const;
  assert.deepEqual(money(payment, [charge, second], [back]), ["lost"]);
  assert.deepEqual(money(payment, []), ["ledgerMismatches"]);
  assert.deepEqual(money({ ...payment, refundedMinor: 1n }, [charge]), ["ledgerMismatches"]);
  const more = { ...charge, movedMinor: 2_001n };
  assert.deepEqual(money(payment, [more]), ["doubleCaptures", "lost", "ledgerMismatches"]);
});

test("the drill finds a paid order without its stock, and money kept for one that is not served", () => {
  const { at, payment, order } = aSale();
  const served = (changed: Partial<Order>) => {
    const orders = new Map([[order.orderId, { ...order, ...changed }]]);
    return checkServed(orders, new Map([[payment.paymentId, payment]]), at.shop.store.items);
  };
  assert.deepEqual(served({}), []);
  assert.equal(served({ hold: "expired" }).length, 2);
  assert.equal(served({ status: "expired" }).length, 2);
  assert.equal(served({ paymentStatus: "pending" }).length, 1);
  assert.equal(served({ paymentId: undefined }).length, 1);
});

test("the drill finds an answer that did not last, and one that was not the same twice", () => {
  const { payment, order } = aSale();
  const shown = {
    orders: new Map([[order.orderId, order]]),
    payments: new Map([[payment.paymentId, payment]]),
  };
  const { orderId } = order;
  const pay = { type: "pay", key: "k", orderId, cardToken: "card" } as const;
  const asked = (one: Omit<PayAsked, "attempts">) =>
    figuresOf(checkAnswers(new Map([["k", { ...one, attempts: 1 }]]), shown));
  assert.deepEqual(asked({ operation: pay, answers: [ok(payment.paymentId)] }), []);
  const both = [ok(payment.paymentId), ok("other")];
  assert.deepEqual(asked({ operation: pay, answers: both }), ["ledgerMismatches"]);
  assert.deepEqual(asked({ operation: pay, answers: [ok("other")] }), ["lost", "ledgerMismatches"]);
  const refund = { type: "refund", key: "k", paymentId: payment.paymentId } as const;
  const lost = { operation: { ...refund, amountMinor: 1n }, answers: [ok("gone")] };
  assert(asked(lost).includes("lost"));
});

test("the drill finds a log that skips a number, a version or a state, and a charge sent beside another", () => {
  const at = new PayingShop();
  at.pay();
  at.sendTo("a");
  at.hear(unknown);
  at.hear(neverSeen, { source: "ask" });
  at.sendTo("b");
  at.hear(approved(2_000n));
  const { events } = at.shop.store;
  assert.deepEqual(replay(events), []);
  for (const [index, { kind, subject }] of events.entries()) {
    const others = events.filter((_, each) => each !== index);
    const later = events.slice(index + 1).some((event) => event.subject.kind === subject.kind);
    const isShown = later && (subject.kind === "order" || subject.kind === "payment");
    const least = isShown ? 2 : 1;
    if (index === events.length - 1) continue;
    assert(replay(others).length >= least, `${kind} was not missed`);
  }
  const stillOut = events.map((event) => {
    const { subject } = event;
    if (subject.kind !== "payment") return event;
    const attempts = subject.payment.attempts.map((attempt) => {
      return attempt.status === "not_sent" ? ({ ...attempt, status: "unknown" } as const) : attempt;
    });
    return { ...event, subject: { ...subject, payment: { ...subject.payment, attempts } } };
  });
  assert.deepEqual(
    replay(stillOut).map(({ text }) => /is sent while/.test(text)),
    [true],
  );
});

function replay(events: readonly Event[]): readonly LogFinding[] {
  const log = new LogCheck([{ fromMs: 0, toMs: Number.MAX_SAFE_INTEGER }]);
  for (const event of events) log.add(event);
  return log.findings;
}
