import { StockEventKind } from "#gen/sluice/inventory/v1/item_pb.ts";
import type { Payment } from "../../payments/payment.ts";
import type { Answer, Asked, Operation } from "./history.ts";
import type { LogCheck } from "./check-log.ts";
import type { Finding } from "./finding.ts";
import { markOf, numberOf } from "./shop-floor.ts";
import type { Observed } from "./observed.ts";

/** What is there of each operation, by its key: an order, a change of one, an adjustment; none, or several. */
export type Effects = ReadonlyMap<string, readonly string[]>;

/**
 * P2 and P3: every OK that a client has seen is there, as it was answered; nothing refused for good is; each key had one
 * effect at most and one answer only.
 */
export function checkEffects(byKey: ReadonlyMap<string, Asked>, effects: Effects): Finding[] {
  const findings: Finding[] = [];
  for (const [key, asked] of byKey) {
    findings.push(...checkOperation(asked, effects.get(key) ?? []));
  }
  for (const [key, found] of effects) {
    if (!byKey.has(key)) {
      findings.push({ figure: "phantoms", text: `nobody asked for ${found.join(", ")} (${key})` });
    }
  }
  return findings;
}

/**
 * Collects the effects: orders by their marker line, adjustments and refunds by their reason, payments by who was told of them. What changed
 * an order and was changed again only the log tells.
 */
export function effectsOf(
  { payments, ...observed }: Observed & { readonly payments: ReadonlyMap<string, Payment> },
  byKey: ReadonlyMap<string, Asked>,
  changes: LogCheck["changes"],
): Effects {
  const keys = keysByNumber(byKey);
  const effects = new Map<string, string[]>();
  const add = (key: string, effect: string): void => {
    const known = effects.get(key);
    if (known === undefined) effects.set(key, [effect]);
    else known.push(effect);
  };
  for (const { orderId, lines } of observed.orders.values()) {
    const number = numberOf(lines.map((line) => ({ ...line, quantity: BigInt(line.quantity) })));
    add(keys.get(number ?? -1) ?? `order ${orderId}`, orderId);
  }
  for (const [sku, effect] of adjustments(observed)) add(sku, effect);
  for (const { reason, orderId, version } of changes)
    if (isKey.test(reason)) add(reason, `${orderId} ${version}`);
  for (const [key, effect] of paid(payments, byKey)) add(key, effect);
  return effects;
}

/** Reasons that clients give are their keys; the others are the server's own. */
const isKey = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Payments that somebody began, and refunds that somebody asked for: not those that are owed, nor further tries. */
function* paid(
  payments: ReadonlyMap<string, Payment>,
  byKey: ReadonlyMap<string, Asked>,
): Generator<readonly [key: string, effect: string]> {
  const keys = new Map<string, string>();
  for (const [key, { operation, answers }] of byKey)
    if (operation.type === "pay")
      for (const answer of answers) if (answer.verdict === "ok") keys.set(answer.effect, key);
  const late = lateIds(payments.values());
  for (const { paymentId, attempts } of payments.values()) {
    if (!late.has(paymentId)) yield [keys.get(paymentId) ?? `payment ${paymentId}`, paymentId];
    for (const { kind, due, repeats, reason, attemptId } of attempts)
      if (kind === "refund" && !due && repeats === "") yield [reason.text, attemptId];
  }
}

/** Payments that no buyer began: with money that a channel took after the end of its charge. */
export function lateIds(payments: Iterable<Payment>): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const { attempts } of payments)
    for (const { kind, late } of attempts)
      if (kind === "charge" && late !== undefined) ids.add(late.paymentId);
  return ids;
}

/** The answer to an adjustment names the version and the stock it left: both follow from the moves before it. */
function* adjustments(observed: Observed): Generator<readonly [key: string, effect: string]> {
  for (const [sku, events] of observed.stockEvents) {
    let [version, onHand] = [0, 0n];
    for (const { kind, onHandDelta, reason } of events) {
      onHand += onHandDelta;
      if (kind === StockEventKind.CREATED || kind === StockEventKind.ADJUSTED) version += 1;
      if (kind === StockEventKind.ADJUSTED) yield [reason, `${sku} ${version} ${onHand}`];
    }
  }
}

function keysByNumber(byKey: ReadonlyMap<string, Asked>): ReadonlyMap<number, string> {
  const keys = new Map<number, string>();
  for (const [key, { operation }] of byKey) {
    if (operation.type === "place") keys.set(operation.number, key);
  }
  return keys;
}

function checkOperation({ operation, answers }: Asked, effects: readonly string[]): Finding[] {
  const findings: Finding[] = [];
  const name = nameOf(operation);
  const oks = new Set(answers.flatMap((a) => (a.verdict === "ok" ? [a.effect] : [])));
  const fails = new Set(answers.flatMap((a) => (a.verdict === "fail" ? [a.reason] : [])));
  if (effects.length > 1) {
    findings.push({
      figure: "doubled",
      text: `${name} had several effects: ${effects.join(", ")}`,
    });
  }
  if (oks.size + fails.size > 1) {
    const said = [...oks, ...fails].join(", ");
    findings.push({ figure: "doubled", text: `${name} was answered in several ways: ${said}` });
  }
  for (const ok of oks) {
    if (!effects.includes(ok)) {
      findings.push({
        figure: "lost",
        text: `${name} was acknowledged as ${ok}, which is not there`,
      });
    }
  }
  if (neverHappened(answers, fails.size > 0) && effects.length > 0) {
    const text = `${name} was refused for good, and yet there is ${effects.join(", ")}`;
    findings.push({ figure: "phantoms", text });
  }
  return findings;
}

/** True when the answers leave no room for an effect: a kept refusal, or nothing but refused attempts. */
function neverHappened(answers: readonly Answer[], failed: boolean): boolean {
  if (failed) return true;
  return answers.length > 0 && answers.every(({ verdict }) => verdict === "refused");
}

function nameOf(operation: Operation): string {
  if (operation.type !== "place") return `${operation.type} ${operation.key}`;
  return `order ${operation.key} (${markOf(operation.number).sku}/${operation.number})`;
}
