import type { OutcomeName } from "../../provider/outcome.ts";
import type { Random } from "../kill/random.ts";

/** How many of a hundred orders are paid with a card of which outcome: every one that the sandbox has. */
const charges: Readonly<Record<OutcomeName, number>> = {
  approve: 22,
  decline_soft: 5,
  decline_hard: 5,
  timeout_charged: 5,
  timeout_told: 4,
  timeout_not_charged: 4,
  error: 4,
  error_charged: 4,
  slow: 3,
  late: 5,
  late_decline: 3,
  duplicate_callbacks: 3,
  reordered_callbacks: 3,
  wrong_amount: 2,
  decline_charged: 3,
  decline_soft_charged: 2,
};

/**
 * Cards whose charge is approved and whose refunds end so. Those that never give anything back are left out: such a refund
 * stays open for ever, and rightly. How often they come the shares of the providers say.
 */
const refunds = [
  "timeout_charged",
  "timeout_told",
  "error_charged",
  "late",
  "duplicate_callbacks",
  "reordered_callbacks",
  "decline_soft_charged",
] as const satisfies readonly OutcomeName[];

/** Draws a card: one with a will of its own, or one whose every attempt is dealt with by the shares of the provider. */
export function drawCard(random: Random): string {
  if (random.chance(0.25)) return `card-${random.between(1, 1_000_000)}`;
  if (random.chance(0.1)) return `tok_refund_${random.pick(refunds)}`;
  return `tok_${drawOutcome(random)}`;
}

/** The shares of a provider in bad weather, as PROVIDER_CHARGES takes them. */
export const chargeShares = Object.entries(charges)
  .map(([name, weight]) => `${name}=${weight}`)
  .join(",");

/** The same for refunds. No wrong amounts: a provider that gives back more than it took has no ledger to compare with. */
export const refundShares =
  "approve=60,decline_soft=8,timeout_charged=6,timeout_told=4,timeout_not_charged=6,error=6,error_charged=5,slow=2,late=3,decline_charged=2,decline_soft_charged=2";

function drawOutcome(random: Random): OutcomeName {
  const names = Object.keys(charges) as OutcomeName[];
  const total = names.reduce((sum, name) => sum + charges[name], 0);
  let left = random.next() * total;
  return names.find((name) => (left -= charges[name]) < 0) ?? "approve";
}
