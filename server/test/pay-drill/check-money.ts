import type { Payment } from "../../payments/payment.ts";
import type { Entry } from "../../provider/entry.ts";
import type { Witness } from "../../provider/read-ledger.ts";
import type { PayFinding } from "./finding.ts";

/** What a provider has taken under one attempt, and given back of it. */
interface Capture {
  readonly channel: string;
  readonly charge: Entry;
  readonly refundedMinor: bigint;
}

/** P5, P6 and the books: holds every payment that Sluice shows against what the providers have really moved. */
export function checkMoney(
  payments: ReadonlyMap<string, Payment>,
  witnesses: ReadonlyMap<string, Witness>,
): PayFinding[] {
  const captures = capturesOf(witnesses);
  return [
    ...checkOrders([...captures.values()], payments),
    ...checkShown(payments, captures),
    ...[...payments.values()].flatMap((payment) => checkPayment(payment, captures)),
    ...checkFences(witnesses),
  ];
}

/** What providers have taken, by the attempt it was taken under. */
export function capturesOf(witnesses: ReadonlyMap<string, Witness>): ReadonlyMap<string, Capture> {
  const captures = new Map<string, Capture>();
  for (const [channel, { charges, refunds }] of witnesses) {
    const given = new Map<string, bigint>();
    for (const { chargeAttemptId, movedMinor } of refunds)
      given.set(chargeAttemptId, (given.get(chargeAttemptId) ?? 0n) + movedMinor);
    for (const charge of charges) {
      if (charge.result !== "approved") continue;
      const refundedMinor = given.get(charge.attemptId) ?? 0n;
      captures.set(charge.attemptId, { channel, charge, refundedMinor });
    }
  }
  return captures;
}

/** At rest at most one capture stands per order, and no more than its total. */
function checkOrders(
  captures: readonly Capture[],
  payments: ReadonlyMap<string, Payment>,
): PayFinding[] {
  const totals = new Map<string, bigint>();
  for (const { orderId, amount } of payments.values()) totals.set(orderId, amount.minorUnits);
  const findings: PayFinding[] = [];
  const byOrder = Map.groupBy(captures, ({ charge }) => charge.orderId);
  for (const [orderId, ofOrder] of byOrder) {
    const standing = ofOrder.filter(leftOf);
    const sum = standing.reduce((total, capture) => total + leftOf(capture), 0n);
    const total = totals.get(orderId) ?? 0n;
    if (standing.length > 1 || sum > total) {
      const shown = standing.map(({ channel, charge }) => `${charge.attemptId} at ${channel}`);
      const text = `order ${orderId} of ${total} has ${sum} taken by ${shown.join(", ")}`;
      findings.push({ figure: "doubleCaptures", text });
    }
  }
  return findings;
}

function leftOf({ charge, refundedMinor }: Capture): bigint {
  return charge.movedMinor - refundedMinor;
}

/** Whatever a provider has taken, Sluice knows of. */
function checkShown(
  payments: ReadonlyMap<string, Payment>,
  captures: ReadonlyMap<string, Capture>,
): PayFinding[] {
  const succeeded = new Map<string, bigint>();
  for (const { attempts } of payments.values()) {
    for (const { kind, status, attemptId, amountMinor } of attempts)
      if (kind === "charge" && status === "succeeded") succeeded.set(attemptId, amountMinor);
  }
  const findings: PayFinding[] = [];
  for (const [attemptId, { channel, charge }] of captures) {
    const shown = succeeded.get(attemptId);
    if (shown === charge.movedMinor) continue;
    const text = `${channel} took ${charge.movedMinor} under ${attemptId} of order ${charge.orderId}, Sluice shows ${shown}`;
    findings.push({ figure: "lost", text });
  }
  return findings;
}

/** What a payment says was taken and given back is what its provider says. */
function checkPayment(payment: Payment, captures: ReadonlyMap<string, Capture>): PayFinding[] {
  const { paymentId, attempts, capturedMinor, refundedMinor } = payment;
  let [taken, given] = [0n, 0n];
  const findings: PayFinding[] = [];
  for (const { kind, status, attemptId, channel } of attempts) {
    const capture = kind === "charge" ? captures.get(attemptId) : undefined;
    if (capture === undefined) continue;
    if (status !== "succeeded") continue;
    taken += capture.charge.movedMinor;
    given += capture.refundedMinor;
    if (capture.channel !== channel)
      findings.push(mismatch(`${attemptId} was sent to ${channel}, ${capture.channel} has it`));
  }
  if (taken !== capturedMinor || given !== refundedMinor) {
    const shown = `${capturedMinor} captured and ${refundedMinor} refunded`;
    findings.push(
      mismatch(`payment ${paymentId} shows ${shown}, the ledger ${taken} and ${given}`),
    );
  }
  return findings;
}

/** Nothing stands under an id that a provider has refused for ever. */
function checkFences(witnesses: ReadonlyMap<string, Witness>): PayFinding[] {
  return [...witnesses].flatMap(([channel, { charges, refunds, fences }]) => {
    const entries = new Set([...charges, ...refunds].map(({ attemptId }) => attemptId));
    return fences
      .filter(({ attemptId }) => entries.has(attemptId))
      .map(({ attemptId }) => mismatch(`${channel} has fenced ${attemptId}, and dealt with it`));
  });
}

function mismatch(text: string): PayFinding {
  return { figure: "ledgerMismatches", text };
}
