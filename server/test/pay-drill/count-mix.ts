import type { EventKind } from "../../commands/event.ts";
import type { Witness } from "../../provider/read-ledger.ts";
import { lateIds } from "../kill/check-effects.ts";
import type { Shown } from "./check-answers.ts";

/** What the payments of a drill met: a drill that never saw a late success proves nothing about one. */
export interface Mix {
  /** Charges at the providers by outcome. */
  readonly charges: Readonly<Record<string, number>>;
  readonly refunds: Readonly<Record<string, number>>;
  /** Ids that a provider had never seen when it was asked. */
  readonly fenced: number;
  readonly paid: number;
  readonly expired: number;
  readonly cancelled: number;
  /** Payments whose order went to review. */
  readonly reviewed: number;
  /** Late successes that took another hold. */
  readonly revived: number;
  readonly refundsDue: number;
  /** Charges that were taken after they had been declined; of them those whose order the money paid. */
  readonly takenLate: number;
  readonly paidLate: number;
  /** Refunds that gave money back after they had been declined. */
  readonly refundedLate: number;
  readonly shipped: number;
  readonly returned: number;
}

/** Counts what is in the ledgers and in the log. */
export function countMix(
  witnesses: ReadonlyMap<string, Witness>,
  kinds: ReadonlyMap<string, number>,
  { orders, payments }: Shown,
): Mix {
  const late = lateIds(payments.values());
  const all = [...witnesses.values()];
  const count = (kind: EventKind): number => kinds.get(kind) ?? 0;
  return {
    charges: tally(all.flatMap(({ charges }) => charges.map(({ outcome }) => outcome))),
    refunds: tally(all.flatMap(({ refunds }) => refunds.map(({ outcome }) => outcome))),
    fenced: all.reduce((sum, { fences }) => sum + fences.length, 0),
    paid: count("order.paid"),
    expired: count("order.expired"),
    cancelled: count("order.cancelled"),
    reviewed: count("order.payment_review"),
    revived: count("order.hold_taken"),
    refundsDue: count("payment.refund_due"),
    takenLate: late.size,
    paidLate: [...orders.values()].filter(({ paymentId = "" }) => late.has(paymentId)).length,
    refundedLate: [...payments.values()]
      .flatMap(({ attempts }) => attempts)
      .filter(({ kind, late: money }) => kind === "refund" && money !== undefined).length,
    shipped: count("order.shipped"),
    returned: count("order.returned"),
  };
}

function tally(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names.toSorted()) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
