import { createHash } from "node:crypto";
import type { OutcomeName } from "./outcome.ts";
import { isOutcomeName } from "./outcome.ts";

/** How often an outcome is drawn, in proportion to the others. */
export interface OutcomeShare {
  readonly outcome: OutcomeName;
  /** 0 to 1,000,000. */
  readonly weight: number;
}

export const sharesMax = 100;
const weightMax = 1_000_000;

/** Checks names and weights; undefined when one is wrong, or when nothing can be drawn. */
export function checkShares(
  shares: readonly { readonly outcome: string; readonly weight: number }[],
): readonly OutcomeShare[] | undefined {
  const checked = shares.flatMap(({ outcome, weight }) => {
    const isWeight = Number.isInteger(weight) && weight >= 0 && weight <= weightMax;
    return isWeight && isOutcomeName(outcome) ? [{ outcome, weight }] : [];
  });
  const isSound = checked.length === shares.length && checked.length <= sharesMax;
  return isSound && checked.some(({ weight }) => weight > 0) ? checked : undefined;
}

/** Reads `approve=80,decline_soft=15,timeout_charged=5`; undefined when any of it is wrong. */
export function parseShares(text: string): readonly OutcomeShare[] | undefined {
  const entries = text.split(",").map((entry) => {
    const found = /^([a-z_]+)=(\d{1,7})$/.exec(entry.trim());
    return { outcome: found?.[1] ?? "", weight: Number(found?.[2] ?? Number.NaN) };
  });
  return checkShares(entries);
}

/**
 * Draws an outcome for an attempt. The same seed, shares and attempt give the same outcome, whatever else was drawn
 * before: a request that comes twice meets the same provider.
 */
export function drawOutcome(
  shares: readonly OutcomeShare[],
  { seed, attemptId }: { readonly seed: string; readonly attemptId: string },
): OutcomeName {
  const hash = createHash("sha256").update(`${seed} ${attemptId}`).digest();
  const total = shares.reduce((sum, { weight }) => sum + weight, 0);
  let left = (hash.readUIntBE(0, 6) / 2 ** 48) * total;
  for (const { outcome, weight } of shares) {
    left -= weight;
    if (left < 0) return outcome;
  }
  return "approve";
}
