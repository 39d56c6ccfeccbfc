import { between, geometric, weighted } from "./random.ts";
import type { Random } from "./random.ts";
import { hotItem, warmItems } from "./sample-items.ts";

/** What one buyer does. */
export interface Purchase {
  readonly userId: string;
  readonly lines: readonly { readonly sku: string; readonly quantity: bigint }[];
  /** They click once more, so late after the first time; undefined for those who click once. */
  readonly secondClickAfterMs: number | undefined;
  /** They think better of it, so late after the order was placed; undefined for those who keep it. */
  readonly cancelAfterMs: number | undefined;
  /** They pay, so late after the order was placed; undefined for those who never do. */
  readonly payAfterMs: number | undefined;
  /** Stands for a card at the payment provider. */
  readonly cardToken: string;
}

const hotShare = 0.6;
const doubleClickShare = 0.15;
const cancelShare = 0.08;
/** The others let their hold run out. */
const payShare = 0.75;
/** Chance of one more line: a mean of 2.3 lines. */
const moreLines = 1 - 1 / 2.3;
const linesMax = 8;
const moreUnits = 0.25;
const unitsMax = 4;

/** Draws purchases, one after the other, by users all alike. There must be a user. */
export function shopper(random: Random, userIds: readonly string[]): () => Purchase {
  return () => ({
    userId: userIds[Math.floor(random() * userIds.length)] ?? "",
    lines: drawLines(random),
    secondClickAfterMs: random() < doubleClickShare ? between(random, 20, 250) : undefined,
    cancelAfterMs: random() < cancelShare ? between(random, 2_000, 9_000) : undefined,
    payAfterMs: random() < payShare ? between(random, 1_000, 20_000) : undefined,
    cardToken: `card-${Math.floor(random() * 1e8)}`,
  });
}

function drawLines(random: Random): Purchase["lines"] {
  const lineCount = geometric(random, moreLines, linesMax);
  const units = new Map<string, number>();
  // One jacket a head: those who came for the hot item are in a hurry.
  if (random() < hotShare) units.set(hotItem.sku, 1);
  for (let line = units.size; line < lineCount; line += 1) {
    const { sku } = weighted(random, warmItems);
    if (!units.has(sku)) units.set(sku, geometric(random, moreUnits, unitsMax));
  }
  return [...units].map(([sku, quantity]) => ({ sku, quantity: BigInt(quantity) }));
}
