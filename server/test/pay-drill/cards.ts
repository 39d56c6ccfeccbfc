import type { OutcomeName } from "../../provider/outcome.ts";
import type { Random } from "../kill/random.ts";

/** How many of a hundred orders are paid with a card of which outcome: every one that the sandbox has. */
const chargeWeights: Readonly<Record<OutcomeName, number>> = {
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
  decline_charged_untold: 3,
  decline_soft_charged_untold: 2,
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

/** What buyers pay with, and what providers make of it. */
export interface Cards {
  /** A card with a will of its own, or one whose every attempt is dealt with by the shares of the provider. */
  readonly draw: (random: Random) => string;
  /** The shares of a provider in bad weather, as PROVIDER_CHARGES takes them. */
  readonly chargeShares: string;
  /** The same for refunds. No wrong amounts: a provider that gives back more than it took has no ledger to compare with. */
  readonly refundShares: string;
}

/** With `untold` there is money that a provider takes or gives back against its word and tells nobody of. */
export function dealCards({ untold }: { readonly untold: boolean }): Cards {
  const charges = Object.entries(chargeWeights).filter(
    ([name]) => untold || !untoldOutcomes.some((each) => each === name),
  );
  const shares = charges.map(([name, weight]) => `${name}=${weight}`);
  return {
    draw(random) {
      if (random.chance(0.25)) return `card-${random.between(1, 1_000_000)}`;
      if (random.chance(0.1)) return `tok_refund_${random.pick(refunds)}`;
      return `tok_${drawOutcome(charges, random)}`;
    },
    chargeShares: shares.join(","),
    refundShares: [told, ...(untold ? untoldOutcomes.map((name) => `${name}=1`) : [])].join(","),
  };
}

const untoldOutcomes = [
  "decline_charged_untold",
  "decline_soft_charged_untold",
] as const satisfies readonly OutcomeName[];

const told =
  "approve=60,decline_soft=8,timeout_charged=6,timeout_told=4,timeout_not_charged=6,error=6,error_charged=5,slow=2,late=3,decline_charged=2,decline_soft_charged=2";

function drawOutcome(charges: readonly (readonly [string, number])[], random: Random): string {
  const total = charges.reduce((sum, [, weight]) => sum + weight, 0);
  let left = random.next() * total;
  return charges.find(([, weight]) => (left -= weight) < 0)?.[0] ?? "approve";
}
