import type { OrderStatus } from "../../orders/order.ts";
import { isRefundDone } from "../../payments/attempts.ts";
import type { Payment } from "../../payments/payment.ts";
import { lateIds } from "../kill/check-effects.ts";
import type { Observed } from "../kill/observed.ts";
import type { PayFinding } from "./finding.ts";
import type { PayAsked } from "./operation.ts";

/** What is there in the end, as the public API shows it. */
export interface Shown {
  readonly orders: Observed["orders"];
  readonly payments: ReadonlyMap<string, Payment>;
}

/**
 * P2 and P3: what a client has heard an OK for is there, one key has one answer, and there is no payment and no refund by hand that
 * nobody has asked for.
 */
export function checkAnswers(byKey: ReadonlyMap<string, PayAsked>, shown: Shown): PayFinding[] {
  const findings: PayFinding[] = [];
  const paid = new Set<string>();
  const refunded = new Set<string>();
  for (const asked of byKey.values()) {
    const { operation, answers } = asked;
    const effects = new Set(answers.flatMap((one) => (one.verdict === "ok" ? [one.effect] : [])));
    const reasons = new Set(answers.flatMap((one) => (one.verdict === "fail" ? [one.reason] : [])));
    if (effects.size + reasons.size > 1)
      findings.push(mismatch(`${operation.key} had answers ${[...effects, ...reasons].join()}`));
    const [effect] = effects;
    if (effect === undefined) continue;
    if (operation.type === "pay") paid.add(effect);
    if (operation.type === "refund") refunded.add(effect);
    const missing = missingOf(asked, effect, shown);
    if (missing !== undefined) findings.push({ figure: "lost", text: missing });
  }
  const late = lateIds(shown.payments.values());
  for (const { paymentId, attempts } of shown.payments.values()) {
    if (!paid.has(paymentId) && !late.has(paymentId))
      findings.push(mismatch(`nobody began payment ${paymentId}`));
    for (const { kind, due, attemptId, reason } of attempts) {
      // A refund that was declined is tried again under another id: its reason, which is the key, stays.
      const isByHand = kind === "refund" && !due;
      if (isByHand && !byKey.has(reason.text))
        findings.push(mismatch(`nobody wanted ${attemptId}`));
    }
  }
  return findings;
}

/** What is not there of an operation that was answered with an OK. */
function missingOf({ operation }: PayAsked, effect: string, shown: Shown): string | undefined {
  switch (operation.type) {
    case "place":
      return shown.orders.has(effect) ? undefined : `order ${effect} is gone`;
    case "pay": {
      const orderId = shown.payments.get(effect)?.orderId;
      if (orderId === operation.orderId) return undefined;
      return `payment ${effect} of order ${operation.orderId} is gone`;
    }
    case "cancel":
    case "fulfil":
    case "return":
    case "deliver":
    case "close":
      return missingMove(operation.type, effect, shown);
    case "refund":
      return missingRefund(operation, shown);
    case "restock":
      return undefined;
  }
}

/** An order that was moved has that version behind it, and is not where the move cannot have left it. */
function missingMove(type: string, effect: string, { orders }: Shown): string | undefined {
  const [orderId = "", version] = effect.split(" ");
  const order = orders.get(orderId);
  const isThere = order !== undefined && order.version >= Number(version);
  if (isThere && leaves[type]?.includes(order.status) === true) return undefined;
  return `${type} left order ${effect}, which is ${order?.status} at ${order?.version}`;
}

/** Where an order may be in the end that was once moved so. */
const leaves: Readonly<Record<string, readonly OrderStatus[]>> = {
  cancel: ["cancelled", "paid", "fulfilling", "shipped", "delivered", "closed"],
  fulfil: ["fulfilling", "shipped", "delivered", "closed"],
  return: ["shipped", "delivered", "closed"],
  deliver: ["delivered", "closed"],
  close: ["closed"],
};

/** A refund that was accepted comes to its end: in one piece, also when it took several tries. */
function missingRefund(
  { paymentId, amountMinor, key }: Extract<PayAsked["operation"], { type: "refund" }>,
  { payments }: Shown,
): string | undefined {
  const payment = payments.get(paymentId);
  if (payment !== undefined && amountMinor > payment.capturedMinor)
    return `a refund of ${amountMinor} was accepted, ${payment.capturedMinor} were taken`;
  const done = payment?.attempts.some((each) => isRefundDone(each) && each.reason.text === key);
  return done === true ? undefined : `refund ${key} of payment ${paymentId} was never done`;
}

function mismatch(text: string): PayFinding {
  return { figure: "ledgerMismatches", text };
}
